import { AwsError } from '../gateway/aws-error.ts';
import type { HttpResponse } from '../gateway/http.ts';
import type { Call, Interceptor } from '../gateway/interceptor.ts';
import type { World } from '../world.ts';
import { callNameOf } from './call-name.ts';
import { type CallFaults, type CallName, type FaultSettings, nameOf } from './settings.ts';

interface Deps {
  readonly world: Pick<World, 'random' | 'timers'>;
  readonly settings: Pick<FaultSettings, 'calls' | 'killAfter'>;
  /** Called when the call to kill after has been executed; resolves when its caller is gone. */
  readonly kill: (call: Call) => Promise<void>;
}

/** Lets the calls of functions fail as the settings say; undefined where they say nothing about calls. */
export function faultyCalls({ world, settings, kill }: Deps): Interceptor | undefined {
  const { calls, killAfter } = settings;
  if (calls.length === 0 && !killAfter) return undefined;
  const faultsOf = new Map(calls.map((faults) => [nameOf(faults), faults]));
  const isLast = countdownTo(killAfter);
  const hits = (share: number) => share > 0 && world.random() < share;

  return async (call, execute) => {
    // People, their tools and the console are served as ever.
    if (call.principal.kind !== 'role') return await execute();
    const name = callNameOf(call);
    const faults = faultsOf.get(nameOf(name)) ?? NO_FAULTS;
    if (faults.latencyMs > 0) await passed(world, faults.latencyMs);
    if (hits(faults.throttled)) throw throttling(name);
    if (hits(faults.errorBefore)) throw failure(name);
    const response = await execute();
    if (isLast(name, response)) {
      await kill(call);
      return { ...response, hangUp: true };
    }
    if (hits(faults.replyLost)) return { ...response, hangUp: true };
    if (hits(faults.errorAfter)) throw failure(name);
    return response;
  };
}

const NO_FAULTS: Omit<CallFaults, keyof CallName> = {
  latencyMs: 0,
  throttled: 0,
  errorBefore: 0,
  errorAfter: 0,
  replyLost: 0,
};

/** Tells the call to kill after. Only what a service has really done counts, and only once. */
function countdownTo(
  killAfter: FaultSettings['killAfter'],
): (name: CallName, response: HttpResponse) => boolean {
  if (!killAfter) return () => false;
  const awaited = nameOf(killAfter);
  let left = killAfter.nth;
  return (name, { status }) => status < 300 && nameOf(name) === awaited && --left === 0;
}

function passed({ timers }: Pick<World, 'timers'>, ms: number): Promise<void> {
  return new Promise((resolve) => timers.schedule(ms, resolve));
}

/** As each service says it. */
const THROTTLING: Readonly<Record<string, readonly [code: string, status: number]>> = {
  dynamodb: ['ProvisionedThroughputExceededException', 400],
  ses: ['TooManyRequestsException', 429],
  sqs: ['RequestThrottled', 403],
};

function throttling(name: CallName): AwsError {
  const [code, status] = THROTTLING[name.service] ?? ['ThrottlingException', 400];
  return new AwsError(code, `${nameOf(name)} was throttled on purpose: a fault of the local cloud is on.`, {
    status,
  });
}

/** The same whether or not the call was executed: its caller cannot tell. */
function failure(name: CallName): AwsError {
  return new AwsError(
    'InternalFailure',
    `${nameOf(name)} failed on purpose: a fault of the local cloud is on.`,
    {
      status: 500,
    },
  );
}
