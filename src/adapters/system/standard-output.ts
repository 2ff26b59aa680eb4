/**
 * Writes one line, as it is. `console.log` is another thing on Lambda: its runtime puts the time, the request and the level in
 * front, after which CloudWatch finds no metrics in the line and no JSON.
 */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
