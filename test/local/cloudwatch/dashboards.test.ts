import { GetDashboardCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { cloudWatchResources } from '#local/services/cloudwatch/resources.ts';
import { resource } from '../support/resource.ts';
import { cloudWatchCloud, minute } from './cloudwatch-cloud.ts';

async function withDashboard() {
  const cloud = await cloudWatchCloud();
  const [, dashboard] = cloudWatchResources(cloud.cloudWatch);
  const DashboardBody = JSON.stringify({ widgets: [] });
  await dashboard!.create(
    resource('AWS::CloudWatch::Dashboard', { DashboardName: 'email-notifications-dev', DashboardBody }),
  );
  return cloud;
}

test('a dashboard comes back as the template has it', async () => {
  await using cloud = await withDashboard();
  const DashboardName = 'email-notifications-dev';
  const DashboardArn = `arn:aws:cloudwatch::123456789012:dashboard/${DashboardName}`;
  expect(await cloud.client.send(new GetDashboardCommand({ DashboardName }))).toMatchObject({
    DashboardName,
    DashboardArn,
    DashboardBody: '{"widgets":[]}',
  });
  const { DashboardEntries } = await cloud.client.send(new ListDashboardsCommand({}));
  expect(DashboardEntries).toEqual([{ DashboardName, DashboardArn, LastModified: minute(0), Size: 14 }]);
  const none = await cloud.client.send(new ListDashboardsCommand({ DashboardNamePrefix: 'x' }));
  expect(none.DashboardEntries).toEqual([]);
});

test('one that does not exist', async () => {
  await using cloud = await withDashboard();
  const asking = cloud.client.send(new GetDashboardCommand({ DashboardName: 'nope' }));
  await expect(asking).rejects.toMatchObject({
    name: 'ResourceNotFound',
    message: 'Dashboard nope does not exist',
    $metadata: { httpStatusCode: 404 },
  });
});
