import type { DailyCost } from './cost-source.ts';
import { notEmulatedHere, validation } from './errors.ts';

/** Cost Explorer's Expression, as far as it is emulated. */
export interface Expression {
  readonly Tags?: { readonly Key?: string; readonly Values?: readonly string[] };
  readonly Dimensions?: { readonly Key?: string; readonly Values?: readonly string[] };
  readonly And?: readonly Expression[];
  readonly Or?: readonly Expression[];
  readonly Not?: Expression;
}

/** The value of an activated tag on what a cost is for; undefined where it has none. */
export type TagLookup = (key: string) => string | undefined;

/** Whether a cost is within the expression. Throws AWS's errors on what is none, and on what is not emulated. */
export function matches(cost: DailyCost, expression: Expression | undefined, tagOf: TagLookup): boolean {
  if (expression === undefined) return true;
  const [name, ...more] = Object.keys(expression);
  if (name === undefined || more.length > 0)
    throw validation('Expression: exactly one of And, Or, Not, Dimensions, Tags and CostCategories.');
  const { Tags, Dimensions, And, Or, Not } = expression;
  if (Tags) return (Tags.Values ?? []).includes(tagOf(Tags.Key ?? '') ?? '');
  if (Dimensions) return (Dimensions.Values ?? []).includes(dimensionOf(cost, Dimensions.Key ?? ''));
  if (And) return And.every((one) => matches(cost, one, tagOf));
  if (Or) return Or.some((one) => matches(cost, one, tagOf));
  if (Not) return !matches(cost, Not, tagOf);
  throw notEmulatedHere(`the expression ${name}`, 'And, Or, Not, Dimensions, Tags');
}

/** By the name that Cost Explorer gives a dimension. */
export function dimensionOf({ service, usageType }: DailyCost, key: string): string {
  if (key === 'SERVICE') return service;
  if (key === 'USAGE_TYPE') return usageType;
  throw notEmulatedHere(`the dimension ${key}`, 'SERVICE, USAGE_TYPE');
}
