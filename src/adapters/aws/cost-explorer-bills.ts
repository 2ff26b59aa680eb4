import {
  type CostExplorerClient,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandOutput,
  ListCostAllocationTagsCommand,
  type ResultByTime,
} from '@aws-sdk/client-cost-explorer';
import type { BilledCosts, Bills, DaySpan } from '#app/cost-ports.ts';
import { COST_TAG, ENVIRONMENT_TAG } from '#contract/names.ts';
import { failureCode } from './failure-code.ts';

const METRIC = 'UnblendedCost';

/** Two months of a dozen services fit into one page. Each further one costs a cent, so a runaway answer is not followed for long. */
const MAX_PAGES = 10;

/** One line of Cost Explorer's answer. */
interface Row {
  readonly day: string;
  readonly service: string;
  /** The environment's tag; empty where its tag was not activated at the time. */
  readonly environment: string;
  readonly amount: number;
  readonly currency: string;
  readonly estimated: boolean;
}

/** Everything under our tag, by day and service, and by environment where that tag is activated too: all from one request. */
export function costExplorerBills(client: CostExplorerClient, environmentSuffix: string): Bills {
  return {
    async costs(span) {
      try {
        const rows = await readRows(client, span);
        return rows ? billedCosts(rows, environmentSuffix) : { kind: 'unavailable', code: 'TooManyPages' };
      } catch (error) {
        return failureOf(error);
      }
    },

    async tagStatus() {
      try {
        const asked = new ListCostAllocationTagsCommand({ TagKeys: [COST_TAG.key] });
        const { CostAllocationTags: [tag] = [] } = await client.send(asked);
        if (!tag) return 'never-seen';
        return tag.Status === 'Active' ? 'active' : 'inactive';
      } catch {
        // In an organization only its management account may ask.
        return 'not-told';
      }
    },
  };
}

/** Undefined: more pages than are worth their price. */
async function readRows(client: CostExplorerClient, span: DaySpan): Promise<Row[] | undefined> {
  const rows: Row[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer: GetCostAndUsageCommandOutput = await client.send(request(span, token));
    rows.push(...(answer.ResultsByTime ?? []).flatMap(rowsOf));
    token = answer.NextPageToken;
    if (!token) return rows;
  }
  return undefined;
}

function request({ start, end }: DaySpan, NextPageToken: string | undefined): GetCostAndUsageCommand {
  return new GetCostAndUsageCommand({
    TimePeriod: { Start: start, End: end },
    Granularity: 'DAILY',
    Metrics: [METRIC],
    Filter: { Tags: { Key: COST_TAG.key, Values: [COST_TAG.value], MatchOptions: ['EQUALS'] } },
    GroupBy: [
      { Type: 'DIMENSION', Key: 'SERVICE' },
      { Type: 'TAG', Key: ENVIRONMENT_TAG },
    ],
    ...(NextPageToken && { NextPageToken }),
  });
}

/** A group's keys are the service, and the tag's key and value with a `$` between. */
function rowsOf({ TimePeriod, Groups = [], Estimated = false }: ResultByTime): Row[] {
  return Groups.map(({ Keys: [service = '', tag = ''] = [], Metrics }) => ({
    day: TimePeriod?.Start ?? '',
    service,
    environment: tag.slice(tag.indexOf('$') + 1),
    amount: Number(Metrics?.[METRIC]?.Amount),
    currency: Metrics?.[METRIC]?.Unit ?? '',
    estimated: Estimated,
  }));
}

/** Days from before the environment's tag was activated have no environment; they count as this one's. */
function billedCosts(rows: readonly Row[], environmentSuffix: string): BilledCosts {
  const foreign = rows.find(({ currency }) => currency !== 'USD');
  if (foreign) return { kind: 'other-currency', currency: foreign.currency };
  if (rows.some(({ amount }) => !Number.isFinite(amount)))
    return { kind: 'unavailable', code: 'AmountIsNoNumber' };
  const ours = rows.filter(({ environment }) => environment === '' || environment === environmentSuffix);
  return {
    kind: 'costs',
    days: ours.map(({ day, service, amount }) => ({ day, service, usd: amount, origin: 'billed' })),
    estimated: ours.some(({ estimated }) => estimated),
    ownEnvironment: rows.some(({ environment }) => environment !== ''),
  };
}

const THROTTLED = ['ThrottlingException', 'LimitExceededException', 'TooManyRequestsException'];

function failureOf(error: unknown): BilledCosts {
  const code = failureCode(error);
  const { httpStatusCode = 0 } = (error as { $metadata?: { httpStatusCode?: number } }).$metadata ?? {};
  if (THROTTLED.includes(code)) return { kind: 'throttled', code };
  const isRefusal = httpStatusCode >= 400 && httpStatusCode < 500 && code !== 'DataUnavailableException';
  return { kind: isRefusal ? 'refused' : 'unavailable', code };
}
