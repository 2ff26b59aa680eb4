/** One setting as its reader sees it: where it comes from, what it may hold, and how a good value looks. */
export interface Setting<T> {
  /** The environment variable. */
  readonly name: string;
  /** What is allowed, in words, such as `12 digits`. */
  readonly allowed: string;
  readonly example: string;
  /** Taken when the variable is unset or empty. */
  readonly fallback: T;
  /** The typed value, or undefined when the text is not allowed. */
  readonly parse: (text: string) => T | undefined;
}

/** One value that cannot be used. */
export interface SettingsProblem {
  readonly setting: string;
  /** The value found; undefined when the variable is not set. */
  readonly found: string | undefined;
  readonly allowed: string;
  readonly example: string;
}

/** Every setting that cannot be used, in one message that says for each what was found and what is allowed. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    super(report(problems));
    this.problems = problems;
  }
}

/** Reads settings one by one and keeps what is wrong with them, so that all of it is reported together. */
export class SettingsReader {
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #problems: SettingsProblem[] = [];

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  /** The setting's value. A bad one yields the fallback and a problem, and `finish` throws. */
  read<T>(setting: Setting<T>): T {
    const text = this.#environment[setting.name]?.trim();
    if (!text) return setting.fallback;
    const value = setting.parse(text);
    if (value !== undefined) return value;
    this.refuse(setting);
    return setting.fallback;
  }

  /** Adds a problem that only shows when settings are seen together. */
  refuse(setting: Pick<Setting<unknown>, 'name' | 'allowed' | 'example'>): void {
    const { name, allowed, example } = setting;
    this.#problems.push({ setting: name, found: this.#environment[name], allowed, example });
  }

  /** @throws SettingsError when any setting read so far cannot be used. */
  finish(): void {
    if (this.#problems.length > 0) throw new SettingsError(this.#problems);
  }
}

function report(problems: readonly SettingsProblem[]): string {
  const count = problems.length === 1 ? '1 setting' : `${problems.length} settings`;
  const entries = problems.map(
    ({ setting, found, allowed, example }) => `  ${setting}
    found    ${found === undefined ? '(not set)' : JSON.stringify(found)}
    allowed  ${allowed}
    example  export ${setting}=${quoted(example)}`,
  );
  return `${count} cannot be used:\n\n${entries.join('\n\n')}\n\nCorrect and run the command again. All settings: lib/README.md\n`;
}

/** As a shell takes it. */
function quoted(value: string): string {
  return /^[\w@.,-]+$/.test(value) ? value : `'${value}'`;
}
