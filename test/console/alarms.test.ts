import { expect, test } from 'vitest';
import { alarmState, body, consoleUnderTest } from './console-fixture.ts';

test('alarms that are on come first, with what to do', async () => {
  const alarms = [
    alarmState({ name: 'email-a-test', state: 'OK' }),
    alarmState({ name: 'email-b-test', state: 'INSUFFICIENT_DATA' }),
    alarmState(),
  ];
  const page = await body(consoleUnderTest({ alarms }).app, '/alarms');
  expect([...page.matchAll(/<section class="card email" id="(.*?)"/g)].map(([, id]) => id)).toEqual([
    'email-dead-letters-test',
    'email-b-test',
    'email-a-test',
  ]);
  expect(page).toContain('<details open><summary>What to do');
  expect(page).toContain('href="https://example.com/runbook.md#email-dead-letters"');
});

test('the runbook’s text is shown as it is meant, and escaped', async () => {
  const page = await body(consoleUnderTest({ alarms: [alarmState()] }).app, '/alarms');
  const shown = page.slice(page.indexOf('class="runbook"'));
  expect(shown).toContain('<p>Messages need a <em>person</em>, see the page.</p>');
  expect(shown).toContain('<h4>Do this</h4>');
  expect(shown).toContain(
    '<ol><li>Look with <code>dead-letters show</code>:</li><li><strong>Then</strong> redrive.</li></ol>',
  );
  expect(shown).toContain(
    '<code>npx ordermail dead-letters redrive orders\necho &#39;&lt;b&gt;done&lt;/b&gt;&#39;</code>',
  );
  expect(shown).toContain('<tr><th scope="row"><code>GIVEN_UP</code></th><td>a <em>bug</em></td></tr>');
  expect(shown).not.toContain('Another.');
});

test('an alarm without a section stands alone', async () => {
  const alarms = [alarmState({ name: 'email-unheard-of-test' })];
  expect(await body(consoleUnderTest({ alarms }).app, '/alarms')).not.toContain('What to do');
});

test('an environment without alarms says what may be the matter', async () => {
  expect(await body(consoleUnderTest().app, '/alarms')).toContain('whether its stacks are deployed');
});
