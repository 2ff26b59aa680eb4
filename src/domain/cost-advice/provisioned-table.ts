import { ALTERNATIVES } from '#contract/prices.ts';
import { usdOf } from '../bill.ts';
import type { AdviceRule } from './facts.ts';

/** Auto scaling follows late and orders come unevenly within an hour: half of the capacity is left free. */
const UTILIZATION = 0.5;

const HOUR_SECONDS = 3_600;
const MONTH_HOURS = 730;

/** A week has every hour of the day and every weekday in it. */
const ENOUGH_HOURS = 7 * 24;

/** Table and index with auto scaling, hour by hour as the writes really came, against what the same writes cost on demand. */
export const provisionedTable: AdviceRule = ({ onDemand, hourlyWriteUnits }) => {
  const hours = hourlyWriteUnits?.[0]?.length ?? 0;
  if (!onDemand || !hourlyWriteUnits || hours < ENOUGH_HOURS) return undefined;
  const units = hourlyWriteUnits.flat();
  const capacityHours = units.reduce((sum, hour) => sum + capacityFor(hour), 0);
  const provisioned = (capacityHours * ALTERNATIVES.provisionedWriteHourUsd * MONTH_HOURS) / hours;
  const quantity = (units.reduce((sum, hour) => sum + hour, 0) * MONTH_HOURS) / hours;
  const asItIs = usdOf({ service: 'Amazon DynamoDB', usageType: 'WriteRequestUnits', quantity });
  return {
    rule: 'provisioned-table',
    text:
      'The writes come steadily enough for a provisioned table with auto scaling (index too, target 50 %). ' +
      'It throttles a sudden rush for minutes, which delays mails and loses none.',
    savingUsd: asItIs - provisioned,
  };
};

/** A provisioned table or index has one unit at least. */
function capacityFor(hourlyUnits: number): number {
  return Math.max(1, Math.ceil(hourlyUnits / HOUR_SECONDS / UTILIZATION));
}
