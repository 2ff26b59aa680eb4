import { lambdaEnvironment } from '#adapters/aws/lambda-environment.ts';
import { structuredLog } from '#adapters/system/log.ts';
import { createConsole } from '#console/console.ts';
import { type ServedConsole, serveConsole } from '#console/serve.ts';
import type { Brands } from '#contract/brand.ts';
import { operatorName } from './audit.ts';
import { consoleParts } from './console-parts.ts';
import { costReader } from './cost-reader.ts';
import { deployedBrands } from './deployed-brands.ts';
import { EXIT, Refusal } from './exit-codes.ts';
import { localConsoleParts } from './local-console-parts.ts';
import type { Session } from './session.ts';

const HOST = '127.0.0.1';

/** How the console is served. */
export interface ConsoleOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly allowChanges?: boolean;
  readonly brandFile?: string;
  readonly by?: string;
}

/** Serves the console once AWS has answered: who has no credentials or no stack hears of it here, not on every page. */
export async function servedConsole(
  session: Session,
  { port: wanted, allowChanges = false, brandFile, by }: ConsoleOptions,
): Promise<ServedConsole> {
  const { terminal, environment, local, clock } = session;
  const parts = await consoleParts(session, allowChanges ? await operatorName(session, by) : undefined);
  await parts.emails.emailsOfOrder(NO_ORDER);
  const [brands, budgetUsd] = await Promise.all([brandsIfTold(session, brandFile), budgetIfTold(session)]);
  const app = createConsole({
    ...parts,
    ...(local && (await localConsoleParts(session))),
    ...(brands && { brands }),
    ...(budgetUsd !== undefined && { costs: await costReader(session, budgetUsd) }),
    publishCommand: `npx ordermail send-test --env ${environment}${local ? ' --local' : ''}`,
    log: structuredLog(clock, (line) => terminal.note(line)),
  });
  const served = await listening(serveConsole(app, { host: HOST, port: wanted }), wanted);
  const url = `http://${HOST}:${served.port}`;
  terminal.result(
    { url, environment, changes: allowChanges },
    () =>
      `Console of ${environment}: ${url} · ${allowChanges ? 'changes allowed' : 'reads only (--allow-changes for more)'} · Ctrl-C ends it`,
  );
  return served;
}

/** No order's id: asking for it shows whether the table answers. */
const NO_ORDER = '-';

async function brandsIfTold(session: Session, brandFile: string | undefined): Promise<Brands | undefined> {
  try {
    return await deployedBrands(session, brandFile);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    session.terminal.note(
      `Mails are not shown: the sender's settings could not be read (${(error as Error).name}). Everything else works.`,
    );
    return undefined;
  }
}

/** As the daily check of the costs has it. Without it there is no page of costs. */
async function budgetIfTold({ aws, names }: Session): Promise<number | undefined> {
  try {
    const { COST_BUDGET_USD } = await lambdaEnvironment(await aws.functions(), names.costFunction);
    return COST_BUDGET_USD === undefined ? undefined : Number(COST_BUDGET_USD);
  } catch {
    return undefined;
  }
}

async function listening(serving: Promise<ServedConsole>, wanted: number): Promise<ServedConsole> {
  try {
    return await serving;
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new Refusal(
      `Port ${wanted} is taken, perhaps by the console of npm start.`,
      'Choose another one, such as --port 8026.',
      EXIT.usage,
    );
  }
}
