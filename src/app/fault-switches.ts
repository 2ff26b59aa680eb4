import type { CallFaults, CallName, FaultSettings } from './ports.ts';

/** How a switch's value is meant: a share from 0 to 1, a time, or which call from now on. 0 is off. */
export type FaultUnit = 'share' | 'milliseconds' | 'nth';

/** One thing that can go wrong, as a person switches it. */
export interface FaultSwitch {
  readonly name: string;
  readonly label: string;
  /** What happens then, in plain words. */
  readonly effect: string;
  readonly unit: FaultUnit;
  /** What may be chosen, beyond off and what is set. */
  readonly choices: readonly number[];
  read(settings: FaultSettings): number;
  write(settings: FaultSettings, value: number): FaultSettings;
}

export interface FaultSwitchGroup {
  readonly title: string;
  readonly note?: string;
  readonly switches: readonly FaultSwitch[];
}

const SHARES = [0.1, 0.5, 1];
const SEND: CallName = { service: 'ses', action: 'SendEmail' };
const WRITE: CallName = { service: 'dynamodb', action: 'UpdateItem' };

/** Everything a person can switch. The local cloud knows more calls; those are set over its HTTP page. */
export const FAULT_SWITCHES: readonly FaultSwitchGroup[] = [
  {
    title: 'When a mail is sent',
    switches: [
      killSwitch(
        'The sender is killed right after Amazon SES took the mail, before it can write that down. Once.',
      ),
      callSwitch(SEND, 'replyLost', 'Reply lost', 'Amazon SES takes the mail, but its answer never arrives.'),
      callSwitch(
        SEND,
        'errorAfter',
        'Error, but sent',
        'Amazon SES takes the mail and answers with an error.',
      ),
      callSwitch(SEND, 'errorBefore', 'Error, not sent', 'The same error, and there is no mail.'),
      callSwitch(
        SEND,
        'throttled',
        'Too many',
        'Amazon SES refuses the mail for now: the account sends too fast.',
      ),
      callSwitch(SEND, 'latencyMs', 'Slow', 'So long passes before Amazon SES begins. The sender waits 5 s.'),
    ],
  },
  {
    title: 'What Amazon SES reports',
    note: 'Concerns the mails that are sent from now on.',
    switches: [
      eventSwitch('duplicate', 'Twice', 'A report comes twice.'),
      eventSwitch(
        'reorder',
        'Out of order',
        'A report comes after those that follow it, such as “sent” after “delivered”.',
      ),
      eventSwitch('lateMs', 'Late', 'Every report comes so much later.', [5_000, 60_000, 600_000]),
      eventSwitch(
        'lost',
        'Lost',
        'A report never comes. If a reply is lost too, nothing tells of the mail, and it goes out twice.',
      ),
    ],
  },
  {
    title: 'When the table is written',
    switches: [
      callSwitch(
        WRITE,
        'replyLost',
        'Written, no reply',
        'The table is written, but its answer never arrives.',
      ),
      callSwitch(WRITE, 'errorBefore', 'Not written', 'The table answers with an error and writes nothing.'),
      callSwitch(WRITE, 'throttled', 'Table too busy', 'The table refuses for now.'),
    ],
  },
];

function killSwitch(effect: string): FaultSwitch {
  return {
    name: 'kill',
    label: 'Killed',
    effect,
    unit: 'nth',
    choices: [1, 10],
    read: nthMail,
    write(settings, nth) {
      if (nth > 0) return { ...settings, killAfter: { ...SEND, nth } };
      // A kill after another call is not this switch's to take back.
      return nthMail(settings) > 0 ? { ...settings, killAfter: null } : settings;
    },
  };
}

function nthMail({ killAfter }: FaultSettings): number {
  return killAfter && isSame(killAfter, SEND) ? killAfter.nth : 0;
}

function eventSwitch(
  fault: keyof FaultSettings['events'],
  label: string,
  effect: string,
  times?: readonly number[],
): FaultSwitch {
  return {
    name: `events.${fault}`,
    label,
    effect,
    ...(times ? { unit: 'milliseconds', choices: times } : { unit: 'share', choices: SHARES }),
    read: ({ events }) => events[fault],
    write: (settings, value) => ({ ...settings, events: { ...settings.events, [fault]: value } }),
  };
}

function callSwitch(
  call: CallName,
  fault: Exclude<keyof CallFaults, keyof CallName>,
  label: string,
  effect: string,
): FaultSwitch {
  return {
    name: `${call.service}.${fault}`,
    label,
    effect,
    ...(fault === 'latencyMs'
      ? { unit: 'milliseconds', choices: [500, 2_000, 10_000] }
      : { unit: 'share', choices: SHARES }),
    read: ({ calls }) => calls.find((one) => isSame(one, call))?.[fault] ?? 0,
    write: (settings, value) => withCall(settings, call, { [fault]: value }),
  };
}

const HEALTHY_CALL = { latencyMs: 0, throttled: 0, errorBefore: 0, errorAfter: 0, replyLost: 0 };

function withCall(settings: FaultSettings, call: CallName, change: Partial<CallFaults>): FaultSettings {
  const others = settings.calls.filter((one) => !isSame(one, call));
  const before = settings.calls.find((one) => isSame(one, call)) ?? { ...HEALTHY_CALL, ...call };
  const { service, action, ...faults } = { ...before, ...change };
  const healthy = Object.values(faults).every((value) => value === 0);
  return { ...settings, calls: healthy ? others : [...others, { service, action, ...faults }] };
}

function isSame(one: CallName, other: CallName): boolean {
  return one.service === other.service && one.action === other.action;
}
