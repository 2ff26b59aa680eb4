import { styleText } from 'node:util';
import { wrapped } from './layout.ts';
import { printable, printableJson } from './printable.ts';

/** Where text goes, and how it may look. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** Whether a person looks at stdout, and wants colour. */
  readonly colour: boolean;
  /** Whether stderr can overwrite its last line. */
  readonly overwrites: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
}

export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'strong';

const STYLES = { good: 'green', warn: 'yellow', bad: 'red', quiet: 'dim', strong: 'bold' } as const;

/** Elsewhere than on a terminal, how often progress is told. */
const PROGRESS_MS = 5_000;

/** What a command says: its result on stdout, as text or as JSON, and all else on stderr. */
export class Terminal {
  readonly json: boolean;
  readonly #streams: Streams;
  #overwriting = false;
  #toldAt: number;

  constructor(streams: Streams, json: boolean) {
    this.#streams = streams;
    this.json = json;
    this.#toldAt = streams.now();
  }

  /** The command's result: the one thing on stdout. */
  result(json: unknown, text: () => string): void {
    this.#clear();
    this.#streams.out(
      `${this.json ? printableJson(JSON.stringify(json, null, 2)) : this.#printable(text())}\n`,
    );
  }

  /** One more entry of a result that goes on: a line of text, or a line of JSON. */
  entry(json: unknown, text: () => string): void {
    this.#clear();
    this.#streams.out(`${this.json ? printableJson(JSON.stringify(json)) : this.#printable(text())}\n`);
  }

  /** For people, beside the result. */
  note(text: string): void {
    this.#clear();
    this.#streams.err(`${wrapped(this.#printable(text))}\n`);
  }

  /** How far a long work has come; overwritten by what comes next. */
  progress(text: string): void {
    if (this.#streams.overwrites) {
      this.#streams.err(`\r\u001b[K${text}`);
      this.#overwriting = true;
      return;
    }
    if (this.#streams.now() - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = this.#streams.now();
    this.#streams.err(`${text}\n`);
  }

  paint(tone: Tone, text: string): string {
    return this.#streams.colour ? styleText(STYLES[tone], text, { validateStream: false }) : text;
  }

  #printable(text: string): string {
    return printable(text, this.#streams.colour);
  }

  #clear(): void {
    if (this.#overwriting) this.#streams.err('\r\u001b[K');
    this.#overwriting = false;
  }
}
