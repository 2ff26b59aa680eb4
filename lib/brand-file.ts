import { type CheckedBrands, checkBrands } from '#contract/check-brands.ts';

/** What a brand file holds, or in words why it cannot be used. */
export type BrandFile =
  | Extract<CheckedBrands, { kind: 'valid' }>
  | { readonly kind: 'unusable'; readonly allowed: string };

/** @param readText the text of a file; throws when there is none */
export function readBrandFile(path: string, readText: (path: string) => string): BrandFile {
  let json: unknown;
  try {
    json = JSON.parse(readText(path));
  } catch (error) {
    return unusable(`a JSON file that can be read: ${(error as Error).message}`);
  }
  const checked = checkBrands(json);
  if (checked.kind === 'valid') return checked;
  const lines = checked.problems.map(
    ({ field, found, allowed }) =>
      `${field}: ${found === undefined ? '' : `found ${found}, `}allowed: ${allowed}`,
  );
  return unusable(['a brand file without these problems:', ...lines].join(`\n${INDENT}`));
}

/** As far in as a report writes what is allowed. */
const INDENT = ' '.repeat(13);

const unusable = (allowed: string): BrandFile => ({ kind: 'unusable', allowed });
