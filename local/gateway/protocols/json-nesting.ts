const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** DynamoDB, which nests deepest, takes documents of 32 levels, each of two levels of JSON. */
const MAX_LEVELS = 512;

/** Whether JSON is nested deeper than anything that a service takes: reading it works, and writing or walking it ends the stack. */
export function isNestedTooDeeply(json: Buffer): boolean {
  let levels = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (inText && byte === BACKSLASH) at++;
    else if (byte === QUOTE) inText = !inText;
    else if (inText) continue;
    else if (OPENING.has(byte) && ++levels > MAX_LEVELS) return true;
    else if (CLOSING.has(byte)) levels--;
  }
  return false;
}
