import {
  type CallFaults,
  type EventFaults,
  type FaultSettings,
  HEALTHY,
  type KillAfter,
  nameOf,
} from './settings.ts';

/** Settings as somebody sent them, or every reason why they are none. */
export type ReadSettings =
  | { readonly kind: 'settings'; readonly settings: FaultSettings }
  /** Each says where, what was found, and what is allowed. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Reads fault settings out of JSON. What is absent is healthy; what is unknown is refused, since it would do nothing. */
export function readFaultSettings(text: string): ReadSettings {
  const problems: string[] = [];
  const settings = settingsIn(parsed(text), problems);
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'settings', settings };
}

/** A day: a longer wait is no test of anything. */
const MAX_MS = 24 * 60 * 60 * 1_000;
const MAX_NTH = 1_000_000;

interface Rule {
  readonly allowed: string;
  accepts(value: unknown): boolean;
}

const SHARE: Rule = {
  allowed: 'a share from 0 (never) to 1 (always)',
  accepts: (value) => typeof value === 'number' && value >= 0 && value <= 1,
};
const MILLISECONDS = whole(0, MAX_MS, 'milliseconds');
const NTH = whole(1, MAX_NTH, '1 for the next call');
const SERVICE: Rule = {
  allowed: 'a service as signatures name it, such as "ses"',
  accepts: (value) => typeof value === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(value),
};
const ACTION: Rule = {
  allowed: 'an action as the API reference names it, such as "SendEmail"',
  accepts: (value) => typeof value === 'string' && /^[A-Z][A-Za-z0-9]{0,127}$/.test(value),
};

const EVENT_RULES = { duplicate: SHARE, reorder: SHARE, lateMs: MILLISECONDS, lost: SHARE };
const CALL_RULES = {
  ...{ service: SERVICE, action: ACTION, latencyMs: MILLISECONDS },
  ...{ throttled: SHARE, errorBefore: SHARE, errorAfter: SHARE, replyLost: SHARE },
};
const KILL_RULES = { service: SERVICE, action: ACTION, nth: NTH };
const HEALTHY_CALL = { latencyMs: 0, throttled: 0, errorBefore: 0, errorAfter: 0, replyLost: 0 };

function whole(least: number, most: number, unit: string): Rule {
  return {
    allowed: `a whole number from ${least} to ${most}, ${unit}`,
    accepts: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  };
}

function settingsIn(value: unknown, problems: string[]): FaultSettings {
  const { events = {}, calls = [], killAfter = null } = membersOf(value, '', Object.keys(HEALTHY), problems);
  return {
    events: valuesIn<EventFaults>(events, 'events', EVENT_RULES, HEALTHY.events, problems),
    calls: callsIn(calls, problems),
    killAfter:
      killAfter === null
        ? null
        : valuesIn<KillAfter>(killAfter, 'killAfter', KILL_RULES, { nth: 1 }, problems),
  };
}

function callsIn(value: unknown, problems: string[]): CallFaults[] {
  if (!Array.isArray(value)) {
    problems.push(problem('calls', value, 'a list'));
    return [];
  }
  const calls = value.map((entry, n) =>
    valuesIn<CallFaults>(entry, `calls[${n}]`, CALL_RULES, HEALTHY_CALL, problems),
  );
  calls.forEach((call, n) => {
    // Part by part: what stands there need be no text, and may be nested too deeply to become one.
    const isSame = (other: CallFaults) => other.service === call.service && other.action === call.action;
    if (calls.findIndex(isSame) !== n)
      problems.push(problem(`calls[${n}]`, nameOf(call), 'one entry for each call'));
  });
  return calls;
}

/** An object whose members all follow their rules. An absent one is as in `defaults`; it is missing if it is not there either. */
function valuesIn<Values extends object>(
  value: unknown,
  path: string,
  rules: Readonly<Record<keyof Values, Rule>>,
  defaults: Partial<Values>,
  problems: string[],
): Values {
  const members: Record<string, unknown> = {
    ...defaults,
    ...membersOf(value, path, Object.keys(rules), problems),
  };
  for (const [name, rule] of Object.entries<Rule>(rules)) {
    if (!rule.accepts(members[name])) problems.push(problem(`${path}.${name}`, members[name], rule.allowed));
  }
  return members as Values;
}

function membersOf(
  value: unknown,
  path: string,
  known: readonly string[],
  problems: string[],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(problem(path || 'The body', value, 'a JSON object'));
    return {};
  }
  for (const name of Object.keys(value)) {
    if (!known.includes(name))
      problems.push(`${path ? `${path}.` : ''}${shown(name)} is not known; known are ${known.join(', ')}.`);
  }
  return value as Record<string, unknown>;
}

function problem(where: string, found: unknown, allowed: string): string {
  return `${where} is ${found === undefined ? 'missing' : shown(found)}; allowed is ${allowed}.`;
}

function shown(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 60);
  } catch {
    // Reading JSON goes deeper than writing it.
    return 'nested too deeply to be shown';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
