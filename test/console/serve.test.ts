import { expect, test } from 'vitest';
import { serveConsole } from '#console/serve.ts';
import { consoleUnderTest } from './console-fixture.ts';

const HOST = '127.0.0.1';

test('the console is served until it is closed', async () => {
  const { app } = consoleUnderTest();
  const served = await serveConsole(app, { host: HOST, port: 0 });
  const url = `http://${HOST}:${served.port}/`;
  expect((await fetch(url)).status).toBe(200);
  await served.close();
  await expect(fetch(url)).rejects.toThrow();
});

test('a taken port is reported', async () => {
  const { app } = consoleUnderTest();
  const served = await serveConsole(app, { host: HOST, port: 0 });
  const again = serveConsole(app, { host: HOST, port: served.port });
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await served.close();
});
