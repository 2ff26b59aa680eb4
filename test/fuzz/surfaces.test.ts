import { expect, test } from 'vitest';
import { isSound, reportOf } from '../../fuzz/report.ts';
import { runSurface } from '../../fuzz/run-surface.ts';
import { SURFACES } from '../../fuzz/surfaces.ts';

/** A sample of what `npm run fuzz` draws, the same each time. */
const SAMPLE = { cases: 200, seed: 1 };

test.each(SURFACES)('$name keeps what it promises under hostile input', async (surface) => {
  const result = await runSurface(surface, SAMPLE);
  if (!isSound(result)) expect.fail(reportOf(result).join('\n'));
  expect(result.cases).toBeGreaterThanOrEqual(SAMPLE.cases);
  // A sample that is refused, or accepted, as a whole would prove nothing.
  expect(result.tally.refusals.length).toBeGreaterThan(2);
  expect(result.tally.acceptances.length).toBeGreaterThan(0);
});
