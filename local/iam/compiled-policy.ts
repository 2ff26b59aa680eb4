import { type ConditionCheck, compileConditions } from './conditions.ts';
import { anyOf, anyOfIgnoringCase, type Matcher } from './pattern.ts';
import type { PolicyDocument, PolicyStatement } from './policy.ts';
import { compilePrincipals, type PrincipalCheck } from './principals.ts';

/** A statement made ready for many questions. */
export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Matcher;
  readonly resources: Matcher;
  readonly principals: PrincipalCheck;
  readonly conditions: ConditionCheck;
  /** As it stands in the policy. */
  readonly source: PolicyStatement;
}

// By identity: a policy is read from the template once and then asked on every call.
const compiled = new WeakMap<PolicyDocument, readonly CompiledStatement[]>();

/**
 * The statements of a policy. Throws an error that names what the local cloud does not evaluate; call it when a policy is
 * created, so that such a policy stops the start and not the first call.
 */
export function compilePolicy(document: PolicyDocument): readonly CompiledStatement[] {
  const known = compiled.get(document);
  if (known) return known;
  const statements = [document.Statement].flat().map((statement) => compileStatement(statement));
  compiled.set(document, statements);
  return statements;
}

function compileStatement(statement: PolicyStatement): CompiledStatement {
  refuseUnknown(statement);
  return {
    effect: statement.Effect,
    actions: oneOf(statement.Action, statement.NotAction, anyOfIgnoringCase),
    resources: oneOf(statement.Resource, statement.NotResource, anyOf),
    principals: compilePrincipals(statement.Principal, statement.Effect),
    conditions: compileConditions(statement.Condition),
    source: statement,
  };
}

type Patterns = string | readonly string[] | undefined;

/** Neither stands for "whatever it is attached to", which is how a role's trust policy names its resource. */
function oneOf(named: Patterns, notNamed: Patterns, compile: (patterns: string[]) => Matcher): Matcher {
  if (named !== undefined) return compile([named].flat());
  if (notNamed === undefined) return () => true;
  const excluded = compile([notNamed].flat());
  return (text) => !excluded(text);
}

const KNOWN_ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

function refuseUnknown(statement: PolicyStatement): void {
  const name = statement.Sid ? `Statement ${statement.Sid}` : 'A policy statement';
  const unknown = Object.keys(statement).find((element) => !KNOWN_ELEMENTS.has(element));
  if (unknown)
    throw new Error(`${name} has the element ${unknown}, which the local cloud does not evaluate.`);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
    throw new Error(`${name} has the effect "${statement.Effect}", expected Allow or Deny.`);
  if (statement.Action === undefined && statement.NotAction === undefined)
    throw new Error(`${name} has neither Action nor NotAction.`);
  if (JSON.stringify([statement.Resource, statement.NotResource, statement.Condition]).includes('${'))
    throw new Error(`${name} uses a policy variable (\${…}), which the local cloud does not evaluate.`);
}
