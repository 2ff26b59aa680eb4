import type { SurfaceResult } from './run-surface.ts';

/** Above this, what a run kept in memory is not bounded by what one case needs. */
const MAX_HEAP_GROWTH_BYTES = 64 * 1024 * 1024;

/** Whether every property held, and memory stayed flat. */
export const isSound = ({ failure, heapGrowthBytes }: SurfaceResult): boolean =>
  failure === undefined && heapGrowthBytes <= MAX_HEAP_GROWTH_BYTES;

/** What a surface made of its cases, for a person. */
export function reportOf(result: SurfaceResult): string[] {
  const { name, cases, seed, tally, failure, slowestOverMedian, heapGrowthBytes } = result;
  const megabytes = (heapGrowthBytes / 2 ** 20).toFixed(1);
  return [
    `${name}: ${cases} cases, seed ${seed}`,
    `  accepted       ${list(tally.acceptances)}`,
    `  refused        ${list(tally.refusals)}`,
    ...(tally.neighbours === 0
      ? []
      : [`  neighbours     ${tally.neighbours}, ${failure ? 'see below' : 'none lost'}`]),
    `  slowest check  ${slowestOverMedian.toFixed(0)} times the median`,
    `  heap growth    ${megabytes} MiB${isSound({ ...result, heapGrowthBytes }) || failure ? '' : ', which is too much'}`,
    ...(failure ? failureLines(result, failure) : []),
  ];
}

/** The last line of a run: whether all that is promised was kept. */
export function closingLine(results: readonly SurfaceResult[]): string {
  const broken = results.filter((result) => !isSound(result)).map(({ name }) => name);
  if (broken.length > 0) return `BROKEN: ${broken.join(', ')}`;
  const total = (count: (result: SurfaceResult) => number) =>
    results.reduce((sum, result) => sum + count(result), 0);
  const [cases, neighbours] = [total(({ cases }) => cases), total(({ tally }) => tally.neighbours)];
  return `${cases} cases: no promise was broken, no good neighbour lost of ${neighbours}, no memory kept.`;
}

function list(counts: readonly (readonly [string, number])[]): string {
  const sum = counts.reduce((total, [, count]) => total + count, 0);
  const each = counts.map(([name, count]) => `${name} ${count}`).join(', ');
  return counts.length === 0 ? '0' : `${sum} (${each})`;
}

function failureLines(
  { name, seed }: SurfaceResult,
  { message, counterexample, path }: NonNullable<SurfaceResult['failure']>,
): string[] {
  return [
    `  FAILED: ${message}`,
    `  smallest case: ${counterexample.length > 4_000 ? `${counterexample.slice(0, 4_000)}…` : counterexample}`,
    `  again: npm run fuzz -- --surface ${name} --seed ${seed} --path ${path}`,
  ];
}
