import { FAULT_SWITCHES, type FaultSwitch } from './fault-switches.ts';
import type { CallName, FaultSettings, Faults } from './ports.ts';
import { answerOf } from './unavailable.ts';

const FAULTS = 'the local cloud';

const ALL_OFF: FaultSettings = {
  events: { duplicate: 0, reorder: 0, lateMs: 0, lost: 0 },
  calls: [],
  killAfter: null,
};

/** What is on, in a reader's terms. */
export interface FaultsOverview {
  readonly settings: FaultSettings;
  /** How many switches are on. */
  readonly on: number;
  /** Calls with faults that no switch shows. */
  readonly others: readonly CallName[];
}

const switches = FAULT_SWITCHES.flatMap((group) => group.switches);

/** Throws `Unavailable` where the local cloud does not answer. */
export async function readFaults(faults: Faults): Promise<FaultsOverview> {
  const settings = await answerOf(FAULTS, faults.read());
  const shown = switches.reduce((rest, { write }) => write(rest, 0), settings);
  return {
    settings,
    on: switches.filter(({ read }) => read(settings) !== 0).length,
    others: [...shown.calls, ...(shown.killAfter ? [shown.killAfter] : [])],
  };
}

/**
 * Sets the switches to what was chosen for each name; one without a possible choice stays as it is, and so does what no
 * switch shows. Throws `Unavailable` where the local cloud does not answer.
 */
export async function changeFaults(
  faults: Faults,
  chosen: (name: string) => string | undefined,
): Promise<void> {
  const before = await answerOf(FAULTS, faults.read());
  const after = switches.reduce((settings, one) => {
    const value = choiceOf(one, chosen(one.name));
    return value === undefined ? settings : one.write(settings, value);
  }, before);
  await answerOf(FAULTS, faults.replace(after));
}

/** Sets everything off. Throws `Unavailable` where the local cloud does not answer. */
export async function clearFaults(faults: Faults): Promise<void> {
  await answerOf(FAULTS, faults.replace(ALL_OFF));
}

function choiceOf({ choices }: FaultSwitch, text: string | undefined): number | undefined {
  const value = Number(text ?? Number.NaN);
  return value === 0 || choices.includes(value) ? value : undefined;
}
