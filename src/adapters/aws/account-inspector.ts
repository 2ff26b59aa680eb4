import { type CloudWatchClient, ListDashboardsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetAccountCommand, GetDedicatedIpsCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AccountInspector, AccountSetup } from '#app/cost-ports.ts';
import { COST_METRIC_NAMESPACE } from '#contract/cost-metrics.ts';
import { METRIC_NAMESPACE } from '#contract/metrics.ts';
import { failureCode } from './failure-code.ts';

export interface InspectedAccount {
  readonly ses: SESv2Client;
  readonly metrics: CloudWatchClient;
  readonly table: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly environmentSuffix: string;
}

type Found = Omit<AccountSetup, 'unknown'>;

/** Looks at what the account has. The calls are free but CloudWatch's, which are within its free million a month. */
export function accountInspector(account: InspectedAccount): AccountInspector {
  const looks: readonly (readonly [what: string, look: (account: InspectedAccount) => Promise<Found>])[] = [
    ['SES account settings', sesAccount],
    ['dedicated IP addresses', dedicatedIps],
    ['table description', tableDescription],
    ['dashboards', dashboards],
    ['custom metrics', customMetrics],
  ];
  return {
    async inspect() {
      const found: Found[] = [];
      const unknown: string[] = [];
      // One after the other: SES allows these calls once a second for the whole account, and the sender needs it too.
      for (const [what, look] of looks) {
        try {
          found.push(await look(account));
        } catch (error) {
          unknown.push(`${what} (${failureCode(error)})`);
        }
      }
      return { ...Object.assign({}, ...found), unknown };
    },
  };
}

async function sesAccount({ ses }: InspectedAccount): Promise<Found> {
  const { PricingAttributes, VdmAttributes } = await ses.send(new GetAccountCommand({}));
  return {
    sesPlan: PricingAttributes?.CurrentPlan,
    nextSesPlan: PricingAttributes?.NextPlan,
    deliverabilityManager: VdmAttributes?.VdmEnabled === 'ENABLED',
  };
}

async function dedicatedIps({ ses }: InspectedAccount): Promise<Found> {
  const { DedicatedIps = [] } = await ses.send(new GetDedicatedIpsCommand({ PageSize: 100 }));
  return { dedicatedIps: DedicatedIps.length };
}

async function tableDescription({ table, tableName }: InspectedAccount): Promise<Found> {
  const { Table = {} } = await table.send(new DescribeTableCommand({ TableName: tableName }));
  const { BillingModeSummary, TableSizeBytes, ItemCount } = Table;
  return {
    onDemand: BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST',
    ...(TableSizeBytes && ItemCount && { itemBytes: TableSizeBytes / ItemCount }),
  };
}

async function dashboards({ metrics }: InspectedAccount): Promise<Found> {
  const { DashboardEntries = [] } = await metrics.send(new ListDashboardsCommand({}));
  return { dashboards: DashboardEntries.length };
}

async function customMetrics({ metrics, environmentSuffix }: InspectedAccount): Promise<Found> {
  const Dimensions = [{ Name: 'Environment', Value: environmentSuffix }];
  const active = async (Namespace: string) => {
    const asked = new ListMetricsCommand({ Namespace, Dimensions, RecentlyActive: 'PT3H' });
    const { Metrics = [] } = await metrics.send(asked);
    return Metrics.length;
  };
  return { customMetrics: (await active(METRIC_NAMESPACE)) + (await active(COST_METRIC_NAMESPACE)) };
}
