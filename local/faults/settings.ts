/** What goes wrong on purpose. Shares are from 0, never, to 1, always. */
export interface FaultSettings {
  readonly events: EventFaults;
  /** One entry for each API call that fails at times. */
  readonly calls: readonly CallFaults[];
  readonly killAfter: KillAfter | null;
}

/** What happens to SES's events on their way. It concerns the mails that are accepted from now on. */
export interface EventFaults {
  /** Share that is published twice. */
  readonly duplicate: number;
  /** Share that is published after those that follow it. */
  readonly reorder: number;
  /** How much later every event is published, in milliseconds. */
  readonly lateMs: number;
  /** Share that is never published. */
  readonly lost: number;
}

/** An API call by its service, as a signature's scope spells it, and its action, such as `ses` and `SendEmail`. */
export interface CallName {
  readonly service: string;
  readonly action: string;
}

/** What happens to the calls of one action that functions make. Nobody else's calls fail. */
export interface CallFaults extends CallName {
  /** Before anything else happens, in milliseconds. */
  readonly latencyMs: number;
  /** Share refused as too many, not executed. */
  readonly throttled: number;
  /** Share answered with status 500, not executed. */
  readonly errorBefore: number;
  /** Share answered with status 500, although it was executed. */
  readonly errorAfter: number;
  /** Share executed whose connection is cut before the reply. */
  readonly replyLost: number;
}

/** Kills the environment that makes such a call, once: right after the call was executed, before its reply. */
export interface KillAfter extends CallName {
  /** 1 is the next successful call of a function. */
  readonly nth: number;
}

/** Nothing goes wrong. */
export const HEALTHY: FaultSettings = {
  events: { duplicate: 0, reorder: 0, lateMs: 0, lost: 0 },
  calls: [],
  killAfter: null,
};

/** Such as `ses:SendEmail`. */
export function nameOf({ service, action }: CallName): string {
  return `${service}:${action}`;
}

/** What is set, in one line for the log. */
export function summaryOf({ events, calls, killAfter }: FaultSettings): string {
  const parts = [
    ...lineOf('SES events', events),
    ...calls.flatMap(({ service, action, ...faults }) => lineOf(nameOf({ service, action }), faults)),
    ...(killAfter ? [`kill after ${nameOf(killAfter)} number ${killAfter.nth}`] : []),
  ];
  return parts.length === 0 ? 'none' : parts.join('; ');
}

function lineOf(subject: string, values: object): string[] {
  const set = Object.entries(values).filter(([, value]) => value !== 0);
  return set.length === 0 ? [] : [`${subject} ${set.map(([name, value]) => `${name} ${value}`).join(', ')}`];
}
