import { Resolver } from 'node:dns/promises';
import type { Dns } from '#app/inspector-ports.ts';

/** A person waits, and a machine that is offline never answers. */
const TIMEOUT_MS = 2_000;

/** What DNS says when a name has no such records: an answer, not a failure. */
const NO_RECORDS: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

/** The public DNS, by this machine's resolvers. */
export function systemDns(): Dns {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  return {
    txt: async (name) => (await answered(resolver.resolveTxt(name))).map((parts) => parts.join('')),
    cname: (name) => answered(resolver.resolveCname(name)),
    mx: async (name) => (await answered(resolver.resolveMx(name))).map(({ exchange }) => exchange),
  };
}

async function answered<Record>(asked: Promise<Record[]>): Promise<Record[]> {
  try {
    return await asked;
  } catch (error) {
    if (NO_RECORDS.has((error as { code?: string }).code ?? '')) return [];
    throw error;
  }
}
