import type { CreatedResource } from './provider.ts';
import { type Template, TemplateError } from './template.ts';

/** What a template's values may refer to. */
export interface Scope {
  readonly template: Template;
  readonly stackName: string;
  readonly accountId: string;
  readonly region: string;
  /** Created so far, by logical id. */
  readonly resources: ReadonlyMap<string, CreatedResource>;
  /** Of all stacks created so far. */
  readonly exports: ReadonlyMap<string, unknown>;
  /** Of all stacks created so far, by stack and output. */
  readonly outputs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Stands for `AWS::NoValue`: whatever has it as its value is as if it were not written. */
const NO_VALUE = Symbol('AWS::NoValue');

/** The value with every intrinsic function in it replaced by what it stands for. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [key, argument] = entries[0] ?? [''];
  if (entries.length === 1 && (key === 'Ref' || key.startsWith('Fn::')))
    return intrinsic(key, argument, scope);
  const resolved = entries.map(([name, child]): [string, unknown] => [name, resolve(child, scope)]);
  return Object.fromEntries(resolved.filter(([, child]) => child !== NO_VALUE));
}

/** Whether the template's condition of that name holds; one that is not named always does. */
export function holds(condition: string | undefined, scope: Scope): boolean {
  if (condition === undefined) return true;
  const { Conditions = {} } = scope.template;
  if (!Object.hasOwn(Conditions, condition)) throw failure(scope, `there is no condition "${condition}"`);
  return resolve(Conditions[condition], scope) === true;
}

type Intrinsic = (argument: never, scope: Scope) => unknown;

function intrinsic(name: string, argument: unknown, scope: Scope): unknown {
  const implementation: Intrinsic | undefined = Object.hasOwn(INTRINSICS, name)
    ? INTRINSICS[name]
    : undefined;
  if (implementation) return implementation(argument as never, scope);
  const known = Object.keys(INTRINSICS).join(', ');
  throw failure(scope, `${name} is not emulated by the local cloud. Emulated: ${known}`);
}

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name: string, scope) => reference(name, scope),
  'Fn::GetAtt': (argument: string | [string, string], scope) => {
    const [id, attribute] = typeof argument === 'string' ? splitOnce(argument) : argument;
    return attributeOf(id, attribute, scope);
  },
  'Fn::Join': ([separator, list]: [string, unknown], scope) => strings(list, scope).join(separator),
  'Fn::Split': ([separator, text]: [string, unknown], scope) => String(resolve(text, scope)).split(separator),
  'Fn::Select': ([index, list]: [unknown, unknown], scope) => {
    const items = resolve(list, scope) as unknown[];
    const item = items[Number(resolve(index, scope))];
    if (item === undefined)
      throw failure(scope, `Fn::Select asks for item ${String(index)} of ${items.length}`);
    return item;
  },
  'Fn::Sub': (argument: string | [string, Record<string, unknown>], scope) => substitute(argument, scope),
  'Fn::ImportValue': (name: unknown, scope) => {
    const exportName = String(resolve(name, scope));
    if (!scope.exports.has(exportName))
      throw failure(scope, `no stack created before it exports "${exportName}"`);
    return scope.exports.get(exportName);
  },
  'Fn::GetStackOutput': (argument: Record<string, unknown>, scope) => {
    const { StackName, OutputName } = resolve(argument, scope) as Record<string, string>;
    const output = scope.outputs.get(String(StackName))?.get(String(OutputName));
    if (output !== undefined) return output;
    throw failure(scope, `no stack "${StackName}" created before it has the output "${OutputName}"`);
  },
  'Fn::FindInMap': (path: [unknown, unknown, unknown], scope) => {
    const [map, top, second] = path.map((key) => String(resolve(key, scope))) as [string, string, string];
    const found = scope.template.Mappings?.[map]?.[top]?.[second];
    if (found === undefined) throw failure(scope, `there is no mapping ${map}.${top}.${second}`);
    return found;
  },
  'Fn::If': ([condition, yes, no]: [string, unknown, unknown], scope) =>
    resolve(holds(condition, scope) ? yes : no, scope),
  'Fn::Equals': ([left, right]: [unknown, unknown], scope) => resolve(left, scope) === resolve(right, scope),
  'Fn::And': (conditions: unknown[], scope) => conditions.every((one) => conditionHolds(one, scope)),
  'Fn::Or': (conditions: unknown[], scope) => conditions.some((one) => conditionHolds(one, scope)),
  'Fn::Not': ([condition]: [unknown], scope) => !conditionHolds(condition, scope),
};

/** Inside a condition another one may be named, as `{ Condition: "Name" }`. */
function conditionHolds(value: unknown, scope: Scope): boolean {
  const named = (value as { Condition?: string }).Condition;
  return named === undefined ? resolve(value, scope) === true : holds(named, scope);
}

function reference(name: string, scope: Scope): unknown {
  const pseudo = pseudoParameter(name, scope);
  if (pseudo !== undefined) return pseudo;
  const parameter = scope.template.Parameters?.[name];
  if (parameter) return parameter.Default;
  return created(name, scope).ref;
}

function pseudoParameter(name: string, { accountId, region, stackName }: Scope): unknown {
  switch (name) {
    case 'AWS::AccountId':
      return accountId;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stackName;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
    case 'AWS::NoValue':
      return NO_VALUE;
    default:
      return undefined;
  }
}

function attributeOf(id: string, attribute: string, scope: Scope): unknown {
  const { attributes = {} } = created(id, scope);
  if (Object.hasOwn(attributes, attribute)) return attributes[attribute];
  const known = Object.keys(attributes).join(', ') || 'none';
  throw failure(
    scope,
    `Fn::GetAtt ${id}.${attribute} is not emulated by the local cloud. Emulated there: ${known}`,
  );
}

function created(id: string, scope: Scope): CreatedResource {
  const resource = scope.resources.get(id);
  if (resource) return resource;
  const type = scope.template.Resources[id]?.Type;
  throw failure(
    scope,
    type
      ? `"${id}" (${type}) is referred to, but is not created locally`
      : `"${id}" is referred to, but is neither a resource nor a parameter`,
  );
}

function substitute(argument: string | [string, Record<string, unknown>], scope: Scope): string {
  const [text, variables = {}] = typeof argument === 'string' ? [argument] : argument;
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return String(resolve(variables[name], scope));
    return String(name.includes('.') ? attributeOf(...splitOnce(name), scope) : reference(name, scope));
  });
}

function splitOnce(text: string): [string, string] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

const strings = (list: unknown, scope: Scope) => (resolve(list, scope) as unknown[]).map(String);

const failure = (scope: Scope, what: string) => new TemplateError(`Stack ${scope.stackName}: ${what}.`);

/** The logical ids that a value refers to, so that they are created first. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (key === 'Ref') return [String(child)];
    if (key === 'Fn::GetAtt') return [Array.isArray(child) ? String(child[0]) : splitOnce(String(child))[0]];
    if (key === 'Fn::Sub') return [...namesIn(child), ...referencesIn(child)];
    return referencesIn(child);
  });
}

function namesIn(argument: unknown): string[] {
  const text = Array.isArray(argument) ? argument[0] : argument;
  return [...String(text).matchAll(/\$\{([^!}.][^}.]*)/g)].map(([, name]) => name!);
}
