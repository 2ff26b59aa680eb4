/** A style of ours (bold, dim, red, green, yellow, and their ends), or any control character but the end of a line. */
const ESCAPE = String.fromCharCode(27);
const CONTROLS = new RegExp(`${ESCAPE}\\[(?:1|2|22|31|32|33|39)m|(?!\\n)\\p{Cc}`, 'gu');

/** What a terminal may be given: mail servers and shops wrote parts of it, and must not steer it. Styles only with `colour`. */
export function printable(text: string, colour: boolean): string {
  return text.replace(CONTROLS, (found) => {
    if (found === '\t') return ' ';
    return colour && found.length > 1 ? found : '\ufffd';
  });
}

/** The same JSON, with nothing in it that would steer a terminal: JSON.stringify escapes the lower controls alone. */
export function printableJson(json: string): string {
  return json.replace(/(?!\n)\p{Cc}/gu, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
