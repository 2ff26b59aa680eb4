import { ALTERNATIVES } from '#contract/prices.ts';
import { usdOf } from '../bill.ts';
import type { AdviceRule } from './facts.ts';

/** Twice the busiest hour: within an hour orders come unevenly, and more than a table has saved up it throttles. */
const HEADROOM = 2;

const HOUR_SECONDS = 3_600;
const MONTH_HOURS = 730;

/** A week has every hour of the day and every weekday in it. */
const ENOUGH_HOURS = 7 * 24;

/**
 * A fixed capacity that would have borne the busiest of the recent hours, against what the same writes cost on demand. Without
 * auto scaling, whose lag no hourly figure shows: with it the saving is larger.
 */
export const provisionedTable: AdviceRule = ({ onDemand, hourlyWriteUnits }) => {
  const hours = hourlyWriteUnits?.[0]?.length ?? 0;
  if (!onDemand || !hourlyWriteUnits || hours < ENOUGH_HOURS) return undefined;
  const capacities = hourlyWriteUnits.map(capacityFor);
  const units = hourlyWriteUnits.flat().reduce((sum, hour) => sum + hour, 0);
  const quantity = (units * MONTH_HOURS) / hours;
  const paid = Math.max(0, sum(capacities) - ALTERNATIVES.freeProvisionedWriteUnits);
  const provisioned = paid * ALTERNATIVES.provisionedWriteHourUsd * MONTH_HOURS;
  return {
    rule: 'provisioned-table',
    text:
      `The writes come steadily: ${capacities.join(' and ')} provisioned write units, of the table and its index, are ` +
      `${HEADROOM} times their busiest hour, and ${ALTERNATIVES.freeProvisionedWriteUnits} are free where no other table has taken ` +
      'them. A rush beyond the capacity is throttled, which delays mails and loses none.',
    savingUsd: usdOf({ service: 'Amazon DynamoDB', usageType: 'WriteRequestUnits', quantity }) - provisioned,
  };
};

/** A provisioned table or index has one unit at least. */
function capacityFor(hourlyUnits: readonly number[]): number {
  const busiest = hourlyUnits.reduce((most, hour) => Math.max(most, hour), 0);
  return Math.max(1, Math.ceil((HEADROOM * busiest) / HOUR_SECONDS));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
