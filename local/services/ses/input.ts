import { AwsError } from '../../gateway/aws-error.ts';

/** A member of a caller's input that is text, or absent. Throws the error of a body of the wrong shape. */
export function optionalString(value: unknown, member: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw wrongShape(member, 'a string');
}

/** A member that is a list of text; an absent one is empty. */
export function stringList(value: unknown, member: string): readonly string[] {
  return list(value, member).map((item) => {
    if (typeof item === 'string') return item;
    throw wrongShape(member, 'a list of strings');
  });
}

/** A member that is a list of structures with text in two members, such as tags and headers. */
export function pairList<First extends string, Second extends string>(
  value: unknown,
  member: string,
  [first, second]: readonly [First, Second],
): readonly Record<First | Second, string>[] {
  return list(value, member).map((item) => {
    const members = structure(item, member);
    return {
      [first]: optionalString(members[first], `${member}.${first}`) ?? '',
      [second]: optionalString(members[second], `${member}.${second}`) ?? '',
    } as Record<First | Second, string>;
  });
}

/** A member that is a structure; an absent one is empty. */
export function structure(value: unknown, member: string): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrongShape(member, 'a structure');
}

function list(value: unknown, member: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw wrongShape(member, 'a list');
}

function wrongShape(member: string, expected: string): AwsError {
  return new AwsError('SerializationException', `${member} must be ${expected}.`);
}
