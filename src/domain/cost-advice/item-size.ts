import { usdOf } from '../bill.ts';
import type { AdviceRule } from './facts.ts';

/** One write unit carries so many bytes ("DynamoDB read and write operations"). */
const UNIT_BYTES = 1024;

/** An item that has grown beyond 1 KB costs another unit with each of its writes. */
export const itemSize: AdviceRule = ({ itemBytes, tableWriteUnits }) => {
  if (!itemBytes || tableWriteUnits === undefined) return undefined;
  const unitsEach = Math.ceil(itemBytes / UNIT_BYTES);
  return {
    rule: 'item-size',
    text:
      `An item of the table has ${Math.round(itemBytes)} bytes on average, so a write costs ${unitsEach} units. Keep it below ` +
      `${UNIT_BYTES} bytes: shorter values, or the order's content elsewhere.`,
    savingUsd: usdOf({
      service: 'Amazon DynamoDB',
      usageType: 'WriteRequestUnits',
      quantity: tableWriteUnits * (1 - 1 / unitsEach),
    }),
  };
};
