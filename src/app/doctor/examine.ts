import { type Check, type Finding, failure, warning } from './finding.ts';

/** A check with what it found. */
export interface Examined extends Finding {
  readonly id: string;
  readonly title: string;
}

/** Runs all checks, one after the other: SES allows its calls once a second. What cannot be looked at is no reason to stop. */
export async function examine<Dependencies>(
  checks: readonly Check<Dependencies>[],
  deps: Dependencies,
  onResult: (examined: Examined) => void = () => {},
): Promise<readonly Examined[]> {
  const results: Examined[] = [];
  for (const check of checks) {
    const finding = await check.look(deps).catch(notLookedAt);
    const examined = { id: check.id, title: check.title, ...finding };
    results.push(examined);
    onResult(examined);
  }
  return results;
}

/** The worst level of all. */
export function worstOf(results: readonly Finding[]): 'ok' | 'warning' | 'failure' {
  if (results.some(({ level }) => level === 'failure')) return 'failure';
  return results.some(({ level }) => level === 'warning') ? 'warning' : 'ok';
}

function notLookedAt(error: unknown): Finding {
  const { name = 'unknown', message = '' } = error as Error;
  const action = /perform: ([\w:-]+)/.exec(message)?.[1];
  if (/AccessDenied|AuthorizationError/.test(name))
    return warning(
      `Could not be looked at: these credentials may not${action ? ` ${action}` : ''}.`,
      'Ask for the permission, or look with a profile that has it.',
    );
  if (/DoesNotExist|NonExistent|NotFound/.test(name))
    return failure(`Something of it is missing (${name}).`, 'Deploy it: npx cdk deploy --all.');
  return warning(
    `Could not be looked at (${name}): the endpoint does not offer it, or did not answer.`,
    'Look again in a minute. An emulator may not have this call.',
  );
}
