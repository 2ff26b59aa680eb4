/**
 * Reads a function's settings from its environment. All missing ones are reported at once; the stack sets them all, so a
 * missing one means that the function and the template are not of one deployment.
 */
export function readEnvironment<Name extends string>(names: readonly Name[]): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => process.env[name] === undefined);
  if (missing.length > 0) {
    throw new Error(
      `Missing environment variables: ${missing.join(', ')}. Deploy the stack again: it sets all of them.`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}
