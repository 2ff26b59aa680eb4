import type { JsonSchema } from './json-schema.ts';

/**
 * The schema as TypeScript types, for the declarations of the package: free of zod, and with every field's description where an
 * editor shows it.
 */
export function typesOf(schema: JsonSchema, name: string): string {
  const definitions = Object.entries(schema.$defs ?? {}).map(([key, definition]) =>
    declaration(typeName(key), definition),
  );
  return `${[...definitions, declaration(name, schema)].join('\n\n')}\n`;
}

function declaration(name: string, schema: JsonSchema): string {
  const doc = schema.description === undefined ? '' : `${comment([String(schema.description)], '')}\n`;
  return schema.properties
    ? `${doc}export interface ${name} ${object(schema, '')}`
    : `${doc}export type ${name} = ${typeOf(schema, '')};`;
}

function object({ properties = {}, required = [] }: JsonSchema, indent: string): string {
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, field]) => {
    const optional = !required.includes(name);
    const type = `${typeOf(field, inner)}${optional ? ' | undefined' : ''}`;
    return `${comment(docOf(field), inner)}\n${inner}${name}${optional ? '?' : ''}: ${type};`;
  });
  return `{\n${fields.join('\n')}\n${indent}}`;
}

function typeOf(schema: JsonSchema, indent: string): string {
  if (schema.$ref) return typeName(schema.$ref.split('/').at(-1)!);
  if (schema.items) return `${typeOf(schema.items, indent)}[]`;
  if (schema.properties) return object(schema, indent);
  // The codes of all currencies would be no help in an editor.
  if (Array.isArray(schema.enum) && schema.enum.length < 10)
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(schema.anyOf)) return 'string';
  return [schema.type ?? 'unknown'].flat().map(scalar).join(' | ');
}

const scalar = (type: string) => (type === 'integer' ? 'number' : type);

const typeName = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);

function docOf({ description, default: standard, examples }: JsonSchema): string[] {
  const example = Array.isArray(examples) ? examples[0] : undefined;
  return [
    String(description),
    ...(standard === undefined ? [] : [`@default ${JSON.stringify(standard)}`]),
    ...(example === undefined ? [] : [`@example ${JSON.stringify(example)}`]),
  ];
}

function comment(lines: string[], indent: string): string {
  const [first, ...rest] = lines.map((line) => line.replaceAll('*/', '* /'));
  if (rest.length === 0) return `${indent}/** ${first} */`;
  return [`${indent}/**`, ...[first, ...rest].map((line) => `${indent} * ${line}`), `${indent} */`].join(
    '\n',
  );
}
