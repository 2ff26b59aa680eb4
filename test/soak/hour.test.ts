import { expect, test } from 'vitest';
import { soakHour } from '../../soak/hour.ts';
import { smallDiskRefusal } from '../../soak/hour-disk.ts';
import { SHORT_HOUR } from '../../soak/hour-options.ts';

const refusal = smallDiskRefusal();
const disks = refusal === undefined ? 'a full disk' : `no full disk (${refusal})`;

test(`some minutes of a shop's hour with kills, a restart and ${disks}: nothing is lost`, {
  timeout: 900_000,
}, async () => {
  const said: string[] = [];
  const holds = await soakHour(SHORT_HOUR, (lines) => void said.push(...lines));
  // What it said is what a person needs to see when it does not hold.
  expect({ holds, said: holds ? [] : said }).toEqual({ holds: true, said: [] });
});
