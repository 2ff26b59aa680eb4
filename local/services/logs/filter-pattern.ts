import { AwsError } from '../../gateway/aws-error.ts';
import { compileJsonPattern } from './json-filter-pattern.ts';

/**
 * Whether a log line matches a filter pattern: terms that all have to be there, `?terms` of which one has to be, `-terms`
 * that must not be, `"exact phrases"`, or an expression over a JSON line such as `{ $.level = "ERROR" }`. Throws the
 * API's error for a pattern that cannot be read or that is not emulated.
 */
export function compileFilterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) return compileJsonPattern(text);
  if (text.startsWith('[') || text.startsWith('%')) {
    throw new AwsError(
      'InvalidParameterException',
      `The filter pattern ${text} is not emulated by the local cloud. Emulated: terms, ?optional terms, -excluded terms, "exact phrases" and { JSON expressions }.`,
    );
  }
  return compileTerms(text);
}

function compileTerms(text: string): (message: string) => boolean {
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, mark, phrase, word]) => ({
    mark,
    term: phrase?.replace(/\\(.)/g, '$1') ?? word ?? '',
  }));
  const marked = (wanted: string) => terms.filter(({ mark }) => mark === wanted).map(({ term }) => term);
  const [required, optional, excluded] = [marked(''), marked('?'), marked('-')];
  return (message) =>
    required.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    // Beside required terms the optional ones have no effect.
    (optional.length === 0 || required.length > 0 || optional.some((term) => message.includes(term)));
}
