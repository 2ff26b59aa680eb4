import path from 'node:path';
import { parseArgs } from 'node:util';

/** How `npm start` runs the local cloud. */
export interface StartSettings {
  /** Port of the AWS endpoint. */
  readonly awsPort: number;
  /** Port of the console. */
  readonly consolePort: number;
  /** Where everything is kept, for all environments; created when missing. */
  readonly stateRoot: string;
  /** Start with nothing kept from before. */
  readonly fresh: boolean;
  /** Mails a second the local SES account may send. */
  readonly maxSendRate: number;
  /** Mails a day it may send. */
  readonly max24HourSend: number;
  /** Whether the account is in the SES sandbox: verified recipients only. */
  readonly sandbox: boolean;
  /** How many seconds its clock is ahead of the machine's. */
  readonly clockAheadSeconds: number;
}

/** A setting that is wrong. The message lists every one, and is meant for the person who started. */
export class StartSettingsError extends Error {}

/** A year: longer than anything here is kept. */
const MOST_SECONDS_AHEAD = 31_536_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads all settings, and reports all that are wrong at once. */
export function readStartSettings(
  argv: readonly string[],
  environment: Environment,
  projectDirectory: string,
) {
  const problems: string[] = [];
  const number = (name: string, fallback: number, maximum: number, minimum = 1) => {
    const text = environment[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    problems.push(
      `${name} is "${text}". Allowed: a whole number from ${minimum} to ${maximum}. Default: ${fallback}.`,
    );
    return fallback;
  };
  const flag = (name: string) => {
    const text = environment[name] ?? '';
    if (['', 'true', 'false'].includes(text)) return text === 'true';
    problems.push(`${name} is "${text}". Allowed: true or false. Default: false.`);
    return false;
  };

  const settings: StartSettings = {
    awsPort: number('ORDERMAIL_PORT', 4566, 65_535),
    consolePort: number('ORDERMAIL_CONSOLE_PORT', 8025, 65_535),
    stateRoot: path.resolve(projectDirectory, environment.ORDERMAIL_STATE || '.ordermail'),
    fresh: freshFlag(argv, problems),
    maxSendRate: number('LOCAL_SES_MAX_SEND_RATE', 500, 1_000_000),
    max24HourSend: number('LOCAL_SES_MAX_24_HOUR_SEND', 1_000_000, 1_000_000_000),
    sandbox: flag('LOCAL_SES_SANDBOX'),
    clockAheadSeconds: number('LOCAL_CLOCK_AHEAD_SECONDS', 0, MOST_SECONDS_AHEAD, 0),
  };
  if (settings.awsPort === settings.consolePort) {
    problems.push(
      `ORDERMAIL_PORT and ORDERMAIL_CONSOLE_PORT are both ${settings.awsPort}. Give one of them another port.`,
    );
  }
  if (problems.length > 0) throw new StartSettingsError(problems.join('\n'));
  return settings;
}

function freshFlag(argv: readonly string[], problems: string[]): boolean {
  try {
    return parseArgs({ args: [...argv], options: { fresh: { type: 'boolean', default: false } } }).values
      .fresh;
  } catch {
    problems.push(
      `The arguments are "${argv.join(' ')}". Allowed: --fresh, to start with nothing kept from before.`,
    );
    return false;
  }
}
