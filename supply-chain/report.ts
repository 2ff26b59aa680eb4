import { lockedPackages } from './lock-file.ts';
import type { Shipped } from './shipped.ts';

/** The tables of docs/security.md that tell what is built from, in Markdown. */
export function builtFrom(parts: readonly Shipped[]): string {
  const ships = new Map(parts.flatMap(({ packages }) => packages).map((one) => [one.folder, one]));
  const total = countBy([...lockedPackages().values()].map(({ license }) => license!));
  const shipping = countBy([...ships.values()].map(({ license }) => license!));
  return [
    '| licence | packages | of these ship |',
    '| --- | --- | --- |',
    ...[...total]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([licence, count]) => `| ${licence} | ${count} | ${shipping.get(licence) ?? ''} |`),
    '',
    '| ships in | packages of others |',
    '| --- | --- |',
    ...parts.map(({ name, packages }) => `| \`${name}\` | ${packages.map((one) => one.name).join(', ')} |`),
  ].join('\n');
}

function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
