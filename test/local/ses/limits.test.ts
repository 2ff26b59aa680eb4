import { GetAccountCommand, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { mail, sesCloud } from './ses-cloud.ts';

describe('the send rate', () => {
  test('lets one second of it through at once, then as much as time gives back', async () => {
    await using cloud = await sesCloud({ maxSendRate: 2 });
    const send = () => cloud.client.send(new SendEmailCommand(mail()));
    await send();
    await send();
    await expect(send()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Maximum sending rate exceeded.',
      $metadata: { httpStatusCode: 429 },
    });
    await cloud.world.timers.advance(500);
    await send();
    await expect(send()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  test('counts recipients, and a mail to several passes while anything is left', async () => {
    await using cloud = await sesCloud({ maxSendRate: 2 });
    const Destination = { ToAddresses: ['a@example.net', 'b@example.net', 'c@example.net', 'd@example.net'] };
    await cloud.client.send(new SendEmailCommand(mail({ Destination })));
    await cloud.world.timers.advance(1_000);
    await expect(cloud.client.send(new SendEmailCommand(mail()))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    });
    await cloud.world.timers.advance(500);
    await cloud.client.send(new SendEmailCommand(mail()));
  });
});

describe('the daily quota', () => {
  const HOUR = 60 * 60 * 1_000;

  test('is a rolling day, and the simulator does not use it up', async () => {
    await using cloud = await sesCloud({ max24HourSend: 1 });
    const send = (to?: string) => cloud.client.send(new SendEmailCommand(mail(to ? { to } : {})));
    await send();
    await expect(send()).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Daily message quota exceeded.',
    });
    await send('success@simulator.amazonses.com');
    await cloud.world.timers.advance(23 * HOUR);
    await expect(send()).rejects.toMatchObject({ name: 'LimitExceededException' });
    await cloud.world.timers.advance(2 * HOUR);
    await send();
  });

  test('counts what an earlier process sent', async () => {
    await using before = await sesCloud();
    await before.client.send(new SendEmailCommand(mail()));
    await using after = await sesCloud({ max24HourSend: 1 }, { world: before.world });
    await expect(after.client.send(new SendEmailCommand(mail()))).rejects.toMatchObject({
      name: 'LimitExceededException',
    });
  });

  test('sending that AWS has paused is refused, and GetAccount says so', async () => {
    await using cloud = await sesCloud({ sendingEnabled: false, enforcementStatus: 'SHUTDOWN' });
    await expect(cloud.client.send(new SendEmailCommand(mail()))).rejects.toMatchObject({
      name: 'SendingPausedException',
    });
    expect(await cloud.client.send(new GetAccountCommand({}))).toMatchObject({
      SendingEnabled: false,
      EnforcementStatus: 'SHUTDOWN',
      SendQuota: { SentLast24Hours: 0 },
    });
  });

  test('GetAccount tells both limits and what is used', async () => {
    await using cloud = await sesCloud({ maxSendRate: 14, max24HourSend: 50_000, productionAccess: false });
    await cloud.client.send(new SendEmailCommand(mail({ to: 'jane@example.com' })));
    expect(await cloud.client.send(new GetAccountCommand({}))).toMatchObject({
      ProductionAccessEnabled: false,
      SendingEnabled: true,
      EnforcementStatus: 'HEALTHY',
      SendQuota: { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 1 },
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });
});
