import { createHash } from 'node:crypto';

/**
 * Part of every planted value, and of nothing else. Only letters and digits, so that it survives escaping for JSON, HTML and URLs as
 * it is; mixed case, so that a value in lower case is a form of its own.
 */
const MARK = 'ZqkCanary';

/** Values that nobody else has, each to be planted in one place. */
export class Canaries {
  readonly #planted = new Map<string, string>();

  /** A text for the place of that name. Names are told apart by what follows the mark. */
  text(place: string): string {
    return this.#plant(`${MARK} "${wordOf(place)}" d’Ö & <b>`);
  }

  /** One word, for places that take no more. */
  word(place: string): string {
    return this.#plant(`${MARK}${wordOf(place)}`);
  }

  address(place: string): string {
    return this.#plant(`${MARK}.${wordOf(place)}@${MARK}-home.example`);
  }

  /** An address of SES's simulator, such as `bounce`. */
  simulated(mailbox: string): string {
    return this.#plant(`${mailbox}+${MARK}@simulator.amazonses.com`);
  }

  url(place: string): string {
    return this.#plant(`https://shop.example/${MARK}/${wordOf(place)}?to=${MARK}%40shop.example`);
  }

  #plant(value: string): string {
    this.#planted.set(value, value);
    return value;
  }

  /**
   * Where the text holds a planted value, in any form that it can be read back from or looked up by: as it is, in another case, escaped,
   * as base64 or hexadecimal of whatever stands around it, or as an unsalted digest, which anybody with a list of addresses can
   * compare with. Each find with what stands around it.
   */
  findIn(text: string): readonly string[] {
    const lower = text.toLowerCase();
    return [
      ...excerpts(text, lower, NEEDLES_IN_ANY_CASE),
      ...excerpts(text, text.replaceAll('-', '+').replaceAll('_', '/'), NEEDLES_IN_BASE64),
      ...excerpts(text, lower, this.#hexDigests()),
      ...excerpts(text, text.replaceAll('-', '+').replaceAll('_', '/'), this.#base64Digests()),
    ];
  }

  /** A digest is often shortened, ours to 16 bytes: 12 of them tell it from all others. */
  #hexDigests() {
    return this.#digests('hex').map((digest) => digest.slice(0, 24));
  }

  #base64Digests() {
    return this.#digests('base64').map((digest) => digest.slice(0, 16));
  }

  #digests(encoding: 'hex' | 'base64'): string[] {
    const values = [...this.#planted.keys()].flatMap((value) => [value, value.toLowerCase()]);
    return values.flatMap((value) =>
      ['sha256', 'sha1', 'md5'].map((algorithm) => createHash(algorithm).update(value).digest(encoding)),
    );
  }
}

const wordOf = (place: string) => place.replace(/[^A-Za-z0-9]/g, '').slice(-24);

/** What base64 makes of the mark, wherever in its groups of three bytes it begins. */
function base64Of(mark: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from('x'.repeat(before) + mark).toString('base64');
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + mark.length) * 8) / 6));
  });
}

const hexOf = (mark: string) => Buffer.from(mark).toString('hex');

/** As UTF-16 shows in a dump. */
const spreadOf = (mark: string) => [...mark].join('\u0000');

/** As JSON writes it where it escapes everything: of a code below 0100 the case of the hexadecimal digits is all that varies. */
const escapedOf = (mark: string) =>
  [...mark].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

const NEEDLES_IN_ANY_CASE = [
  MARK.toLowerCase(),
  spreadOf(MARK.toLowerCase()),
  escapedOf(MARK),
  escapedOf(MARK.toLowerCase()),
  escapedOf(MARK.toUpperCase()),
  hexOf(MARK),
  hexOf(MARK.toLowerCase()),
];
const NEEDLES_IN_BASE64 = [MARK, MARK.toLowerCase(), MARK.toUpperCase()].flatMap(base64Of);

/** Finds in `searched`, which is as long as the text, shown as the text has them. */
function excerpts(text: string, searched: string, needles: readonly string[]): string[] {
  return needles.flatMap((needle) => {
    const at = searched.indexOf(needle);
    return at < 0 ? [] : [text.slice(Math.max(0, at - 120), at + needle.length + 40)];
  });
}
