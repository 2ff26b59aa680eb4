import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { table, wrapped } from '#cli/output/layout.ts';
import { readableLine } from '#cli/output/log-line.ts';
import { type Streams, Terminal } from '#cli/output/terminal.ts';

function terminal(change: Partial<Streams> = {}, json = false) {
  const said = { out: '', err: '' };
  let nowMs = 0;
  const streams: Streams = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    ...{ colour: false, overwrites: false, now: () => nowMs },
    ...change,
  };
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { said, tty: new Terminal(streams, json), wait };
}

test('colour is there only where it is wanted', () => {
  expect(terminal().tty.paint('bad', 'x')).toBe('x');
  const coloured = terminal({ colour: true }).tty.paint('bad', 'x');
  expect(coloured).toContain('\u001b[');
  expect(stripVTControlCharacters(coloured)).toBe('x');
});

test('what a mail server or a shop wrote cannot steer the terminal', () => {
  const written = 'fine\u001b]0;title\u0007 \u001b[2J\u009b31m\rgone\tnext\nline \u202emoc \u2066';
  for (const colour of [false, true]) {
    const { said, tty } = terminal({ colour });
    tty.result({}, () => `${tty.paint('bad', 'BOUNCED')} ${written}`);
    tty.entry({}, () => written);
    tty.note(written);
    const [coloured, plain] = ['\u001b[31mBOUNCED\u001b[39m', 'BOUNCED'];
    expect(said.out.startsWith(colour ? coloured : plain)).toBe(true);
    expect(`${said.out}${said.err}`.replace(coloured, '')).toMatch(/^[\n -~\ufffd]*$/);
    expect(said.out).toContain('gone next\nline');
  }
});

test('nor can it hide what follows, or make it blink: only our own styles are left', () => {
  const { said, tty } = terminal({ colour: true });
  const ours = (['good', 'warn', 'bad', 'quiet', 'strong'] as const)
    .map((tone) => tty.paint(tone, 'x'))
    .join('');
  tty.note(`${ours} mailbox\u001b[8m full \u001b[5m\u001b[7m\u001b[30m`);
  expect(said.err.startsWith(ours)).toBe(true);
  expect(said.err.slice(ours.length)).toMatch(/^[\n -~\ufffd]*$/);
});

test('nor can it in JSON, which stays the same JSON', () => {
  const { said, tty } = terminal({}, true);
  const text = 'a\u001b[2J\u009b31m\u007f\u202e\u2069';
  tty.result({ text }, () => '');
  expect(said.out).toMatch(/^[\n -~]*$/);
  expect(JSON.parse(said.out)).toEqual({ text });
});

test('on a terminal, progress is overwritten and cleared before the result', () => {
  const { said, tty } = terminal({ overwrites: true });
  tty.progress('one');
  tty.progress('two');
  tty.result({}, () => 'done');
  expect(said).toEqual({ out: 'done\n', err: '\r\u001b[Kone\r\u001b[Ktwo\r\u001b[K' });
});

test('elsewhere, progress is told now and then', () => {
  const { said, tty, wait } = terminal();
  tty.progress('at once');
  wait(5_000);
  tty.progress('after a while');
  tty.progress('again at once');
  expect(said.err).toBe('after a while\n');
});

test('as JSON there is exactly one document on stdout', () => {
  const { said, tty } = terminal({}, true);
  tty.note('a note');
  tty.result({ a: 1 }, () => 'text');
  expect(JSON.parse(said.out)).toEqual({ a: 1 });
});

test('text breaks between words, and columns line up under colour', () => {
  const text = wrapped('one two three', '  ', 9);
  expect(text).toBe('  one two\n  three');
  const red = terminal({ colour: true }).tty.paint('bad', 'aa');
  expect(
    stripVTControlCharacters(
      table([
        [red, 'b'],
        ['aaaa', 'c'],
      ]),
    ),
  ).toBe('aa    b\naaaa  c');
});

test.each([
  ['START RequestId: 1 Version: $LATEST', 'platform', 'START'],
  ['{"_aws":{},"Environment":"dev","EmailSent":2}', 'metrics', 'EmailSent=2'],
  ['{"level":"WARN","message":"No","timestamp":"t","a":1,"b":{"c":2}}', 'entry', 'WARN  No  a=1 b={"c":2}'],
  ['{"level":"constructor","message":"No"}', 'entry', 'constructor No'],
  ['null', 'entry', 'null'],
  ['a stack', 'entry', 'a stack'],
])('the log line %j is readable', (text, kind, readable) => {
  const line = readableLine({ id: '1', atMs: 0, source: 'sender', text }, terminal({ colour: true }).tty);
  const plain = stripVTControlCharacters(line.text);
  expect(line).toMatchObject({ kind });
  expect(plain).toContain(readable);
});
