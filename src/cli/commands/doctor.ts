import { Command } from 'commander';
import { ACCOUNT_CHECKS, PRODUCTION_ACCESS_REQUEST } from '#app/doctor/account-checks.ts';
import { CANARY_CHECK } from '#app/doctor/canary.ts';
import { type Examined, examine, worstOf } from '#app/doctor/examine.ts';
import type { Check, Finding } from '#app/doctor/finding.ts';
import { PEOPLE_CHECKS } from '#app/doctor/people-checks.ts';
import { PIPELINE_CHECKS } from '#app/doctor/pipeline-checks.ts';
import { SENDER_CHECKS } from '#app/doctor/sender-checks.ts';
import { type DoctorDependencies, doctorDependencies } from '../doctor-dependencies.ts';
import { EXIT } from '../exit-codes.ts';
import { counted, wrapped } from '../output/layout.ts';
import type { Terminal, Tone } from '../output/terminal.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

export function doctorCommand(run: Run): Command {
  return new Command('doctor')
    .description('Check everything that emails need, and say what to do about what is missing.')
    .option('--canary', "also send a mail to SES's simulator, through everything")
    .option('--request-text', 'only show a draft of the request for production access')
    .action(run<[Options]>(doctor));
}

interface Options {
  readonly canary?: boolean;
  readonly requestText?: boolean;
}

async function doctor(session: Session, { canary = false, requestText = false }: Options) {
  const { terminal, environment } = session;
  if (requestText) {
    terminal.result({ requestText: PRODUCTION_ACCESS_REQUEST }, () => PRODUCTION_ACCESS_REQUEST);
    return undefined;
  }
  // Without an answer to this one, every check would fail alike.
  const { account, name } = await session.caller();
  const place = `environment ${environment}, account ${account}, ${await session.aws.region()}`;
  terminal.note(`Looking at ${place}, as ${name}.`);
  const checks: readonly Check<DoctorDependencies>[] = [
    ...PIPELINE_CHECKS,
    ...SENDER_CHECKS,
    ...ACCOUNT_CHECKS,
    ...PEOPLE_CHECKS,
    ...(canary ? [CANARY_CHECK] : []),
  ];
  const results = await examine(checks, await doctorDependencies(session), ({ title }) =>
    terminal.progress(`Looked at: ${title}`),
  );
  const worst = worstOf(results);
  terminal.result({ environment, account, worst, checks: results.map(jsonOf) }, () =>
    [...results.map((one) => textOf(one, terminal)), '', summary(results)].join('\n'),
  );
  if (worst === 'failure') return EXIT.refused;
  return worst === 'warning' ? EXIT.warnings : undefined;
}

const SIGNS: Readonly<Record<Finding['level'], readonly [sign: string, tone: Tone]>> = {
  ok: ['ok  ', 'good'],
  warning: ['warn', 'warn'],
  failure: ['FAIL', 'bad'],
  skipped: ['--  ', 'quiet'],
};

const INDENT = ' '.repeat(6);

function textOf({ level, title, found, remedy }: Examined, terminal: Terminal): string {
  const [sign, tone] = SIGNS[level];
  const finding = wrapped(`${title}: ${found}`, INDENT).trimStart();
  return [
    `${terminal.paint(tone, sign)}  ${finding}`,
    ...(remedy ? [wrapped(`→ ${remedy}`, INDENT)] : []),
  ].join('\n');
}

function jsonOf({ id, title, level, found, remedy }: Examined) {
  return { id, title, level, found, remedy: remedy ?? null };
}

function summary(results: readonly Examined[]): string {
  const count = (level: Finding['level']) => results.filter((one) => one.level === level).length;
  return `${count('ok')} ok, ${counted(count('warning'), 'warning')}, ${counted(count('failure'), 'failure')}, ${count('skipped')} not looked at.`;
}
