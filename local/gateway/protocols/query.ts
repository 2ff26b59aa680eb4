import { AwsError, notEmulated } from '../aws-error.ts';
import type { HttpResponse } from '../http.ts';
import type { Actions, Service } from '../service.ts';

interface QueryService {
  readonly scope: string;
  /** The XML namespace of its answers, such as `http://sns.amazonaws.com/doc/2010-03-31/`. */
  readonly namespace: string;
  readonly actions: Actions;
  /** The service's own code for a refusal by policy. @default 'AccessDenied' */
  readonly accessDeniedCode?: string;
}

/**
 * A service that speaks the query protocol: a form in, XML out. Lists come in as `Name.member.1`, maps as
 * `Name.entry.1.key` and `.value` (SNS message attributes: `.Name` and `.Value`); an action sees arrays and objects.
 * In an output, arrays become `<member>` lists and `Map`s become `<entry>` maps.
 */
export function queryService({ scope, namespace, actions, accessDeniedCode }: QueryService): Service {
  return {
    scope,
    async handle(request, context) {
      try {
        const form = new URLSearchParams(
          request.method === 'GET' ? request.query : request.body.toString('utf8'),
        );
        const name = form.get('Action') ?? '';
        const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
        if (!action) throw notEmulated('InvalidAction', scope, name, Object.keys(actions));
        const output = await action(parseForm(form), context);
        const result = `<${name}Result>${toXml(output)}</${name}Result>`;
        const metadata = `<ResponseMetadata><RequestId>${context.requestId}</RequestId></ResponseMetadata>`;
        return xml(
          200,
          context.requestId,
          `<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`,
        );
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return queryFailure(renamed(error, accessDeniedCode), context.requestId, namespace);
      }
    },
  };
}

function renamed(error: AwsError, accessDeniedCode: string | undefined): AwsError {
  if (error.code !== 'AccessDenied' || accessDeniedCode === undefined) return error;
  return new AwsError(accessDeniedCode, error.message, { status: error.status });
}

/** An error as a client of this protocol reads it. */
export function queryFailure(error: AwsError, requestId: string, namespace = ''): HttpResponse {
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  const detail = toXml({ Type: fault, Code: error.code, Message: error.message });
  const document = `<ErrorResponse xmlns="${namespace}"><Error>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return xml(error.status, requestId, document);
}

interface Tree {
  [key: string]: Tree | string;
}

// Far beyond any API's, and far below what recursion takes.
const MAX_DEPTH = 32;

/** Turns `A.member.1.B=x` into `{ A: [{ B: 'x' }] }`. */
function parseForm(form: URLSearchParams): Record<string, unknown> {
  const root: Tree = Object.create(null);
  for (const [key, value] of form) {
    const path = key.split('.');
    if (path.length > MAX_DEPTH) throw new AwsError('MalformedInput', 'A parameter is nested too deeply.');
    let node = root;
    for (const part of path.slice(0, -1)) node = branch(node, part);
    node[path.at(-1)!] = value;
  }
  return shape(root) as Record<string, unknown>;
}

function branch(node: Tree, part: string): Tree {
  const existing = node[part];
  if (typeof existing === 'object') return existing;
  const created: Tree = Object.create(null);
  node[part] = created;
  return created;
}

function shape(node: Tree | string): unknown {
  if (typeof node === 'string') return node;
  const keys = Object.keys(node);
  if (keys.length === 1 && keys[0] === 'member') return inOrder(node.member!).map(shape);
  if (keys.length === 1 && keys[0] === 'entry') return Object.fromEntries(inOrder(node.entry!).map(pair));
  return Object.fromEntries(keys.map((key) => [key, shape(node[key]!)]));
}

function inOrder(node: Tree | string): (Tree | string)[] {
  if (typeof node === 'string') return [];
  return Object.keys(node)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => node[key]!);
}

function pair(entry: Tree | string): [string, unknown] {
  if (typeof entry === 'string') throw new AwsError('MalformedInput', 'A map entry has no key.');
  const key = entry.key ?? entry.Name;
  if (typeof key !== 'string') throw new AwsError('MalformedInput', 'A map entry has no key.');
  return [key, shape(entry.value ?? entry.Value ?? '')];
}

function toXml(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join('');
  if (value instanceof Map) {
    return [...value]
      .map(([k, v]) => `<entry><key>${toXml(k)}</key><value>${toXml(v)}</value></entry>`)
      .join('');
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, child]) => child !== undefined)
      .map(([key, child]) => `<${key}>${toXml(child)}</${key}>`)
      .join('');
  }
  return escapeXml(String(value));
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

// The last group cannot be written in XML 1.0 at all, not even as an entity.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question.
const NOT_FOR_XML = /[&<>"\r]|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

function escapeXml(text: string): string {
  return text.replace(NOT_FOR_XML, (character) => XML_ENTITIES[character] ?? '\ufffd');
}

function xml(status: number, requestId: string, document: string): HttpResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body: document };
}
