import { TemplateError } from './template.ts';

/**
 * Puts every name after those it depends on, and otherwise keeps the order given. Dependencies on unknown names count as
 * met. Throws where names depend on each other in a circle, naming the circle.
 */
export function inDependencyOrder(
  names: readonly string[],
  dependenciesOf: (name: string) => Iterable<string>,
): readonly string[] {
  const known = new Set(names);
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]) => {
    if (done.has(name) || !known.has(name)) return;
    if (path.includes(name)) throw new TemplateError(`Circular dependency: ${[...path, name].join(' -> ')}.`);
    for (const dependency of dependenciesOf(name)) visit(dependency, [...path, name]);
    done.add(name);
  };
  for (const name of names) visit(name, []);
  return [...done];
}
