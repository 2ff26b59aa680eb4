import { keyRefusalOf } from '../key-refusal.ts';
import { Unavailable } from '../unavailable.ts';
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
  const { code, message } = failureOf(error);
  const refusal = keyRefusalOf(code);
  if (refusal !== undefined) return keyRefused(code, refusal);
  const action = /perform: ([\w:-]+)/.exec(message)?.[1];
  if (/AccessDenied|AuthorizationError/.test(code))
    return warning(
      `Could not be looked at: these credentials may not${action ? ` ${action}` : ''} (${code}).`,
      `Ask for the permission, or look with a profile that has it.${code.startsWith('Authorization') ? PUBLISHERS : ''}`,
    );
  if (/DoesNotExist|NonExistent|NotFound/.test(code))
    return failure(`Something of it is missing (${code}).`, 'Deploy it: npx cdk deploy --all.');
  return warning(
    `Could not be looked at (${code}): the endpoint does not offer it, or did not answer.`,
    'Look again in a minute. An emulator may not have this call.',
  );
}

/** `AuthorizationError` is SNS's word, whose order topic may have publishers of its own. */
const PUBLISHERS = ' To publish where PUBLISHER_ARNS is set, it must be among those.';

/** By what AWS answered, whoever has wrapped it. */
function failureOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof Unavailable)
    return { code: error.code, message: error.cause instanceof Error ? error.cause.message : '' };
  const { name = 'unknown', message = '' } = error as Error;
  return { code: name, message };
}

function keyRefused(code: string, refusal: 'may-not-use' | 'unusable'): Finding {
  if (refusal === 'may-not-use')
    return warning(
      `Could not be looked at: these credentials may not use the key that KMS_KEY_ARN names (${code}).`,
      'Ask for kms:Decrypt on it, and to publish for kms:GenerateDataKey too, in IAM and in its policy.',
    );
  return failure(
    `The key that KMS_KEY_ARN names cannot be used (${code}).`,
    'Is it disabled, or about to be deleted? aws kms describe-key --key-id with its ARN says so.',
  );
}
