import { expect, test, vi } from 'vitest';
import { lambdaFixture } from '../lambda/lambda-fixture.ts';

const WAITS = `export const handler = async ({ wait }) => {
  console.log('token ' + process.env.AWS_SESSION_TOKEN);
  if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
  return 'done';
};`;

test('of two environments of a function, the one that signs with the token is killed, the other goes on', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(WAITS);
  const invocations = [60_000, 0].map((wait) => lambda.functions.invoke('worker', JSON.stringify({ wait })));
  const tokens = () => lambda.logged.filter(({ message }) => message.includes('token '));
  await vi.waitFor(() => expect(tokens()).toHaveLength(2), { timeout: 10_000 });
  expect(await invocations[1]).toMatchObject({ kind: 'success' });
  const streams = new Set(tokens().map(({ stream }) => stream));
  expect(streams.size).toBe(2);

  const ended = lambda.logged.find(({ message }) => message.startsWith('REPORT'))!.stream;
  const token = [...streams].find((stream) => stream !== ended)!;
  expect(tokens().find(({ stream }) => stream === token)!.message).toContain(token);
  expect(await lambda.functions.killEnvironment(token)).toBe(true);
  expect(await invocations[0]).toMatchObject({ kind: 'error', error: { errorType: 'Runtime.ExitError' } });
  expect(await lambda.functions.invoke('worker', '{}')).toMatchObject({ kind: 'success' });
  expect(await lambda.functions.killEnvironment('of nobody')).toBe(false);
});
