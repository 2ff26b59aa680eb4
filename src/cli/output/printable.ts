const ESCAPE = String.fromCharCode(27);

/** Controls but the end of a line, and what turns the direction of the text after it: "moc.elpmaxe" would read as another address. */
const STEERS = '(?!\\n)[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]';
/** The same, but one of our own styles (bold, dim, red, green, yellow, and their ends) is found as one. */
const CONTROLS = new RegExp(`${ESCAPE}\\[(?:1|2|22|31|32|33|39)m|${STEERS}`, 'gu');

/** What a terminal may be given: mail servers and shops wrote parts of it, and must not steer it. Styles only with `colour`. */
export function printable(text: string, colour: boolean): string {
  return text.replace(CONTROLS, (found) => {
    if (found === '\t') return ' ';
    return colour && found.length > 1 ? found : '\ufffd';
  });
}

/** The same JSON, with nothing in it that would steer a terminal: JSON.stringify escapes the lower controls alone. */
export function printableJson(json: string): string {
  return json.replace(
    new RegExp(STEERS, 'gu'),
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
