import { AwsError } from './aws-error.ts';

type Scalar = 'string' | 'number' | 'boolean';

/** The JSON type of a member: a scalar, a structure, or a list of either. */
type MemberType = Scalar | 'structure' | `${Scalar | 'structure'}[]`;

/** The types of the members that a service reads, by name: within one API a name has one type, wherever it stands. */
export type Members = Readonly<Record<string, MemberType>>;

/**
 * The input without the members that are null, which count as absent. Throws the error that AWS answers, before it looks at an action's
 * rules, to a member of another type than the API's. Members that the service does not read pass as they are.
 */
export function checkMembers<Input extends object>(input: Input, members: Members): Input {
  const checked = Object.entries(input).flatMap(([name, value]) =>
    value === null ? [] : [[name, member(name, value, members)]],
  );
  return Object.fromEntries(checked) as Input;
}

function member(name: string, value: unknown, members: Members): unknown {
  const type = Object.hasOwn(members, name) ? members[name] : undefined;
  if (type === undefined) return value;
  if (!type.endsWith('[]')) return one(name, value, type as Scalar | 'structure', members);
  if (!Array.isArray(value)) throw wrongType(name, 'a list');
  return value.map((item) => one(name, item, type.slice(0, -2) as Scalar | 'structure', members));
}

function one(name: string, value: unknown, type: Scalar | 'structure', members: Members): unknown {
  if (type !== 'structure') {
    if (typeof value === type) return value;
    throw wrongType(name, `a ${type}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrongType(name, 'a structure');
  return checkMembers(value, members);
}

const wrongType = (name: string, expected: string) =>
  new AwsError('SerializationException', `${name} must be ${expected}.`);
