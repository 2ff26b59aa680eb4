import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errors.ts';

export type Handler = (event: unknown, context: object) => unknown;

const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/** Loads the function that `index.handler` names. Throws the runtime's own errors, and whatever the module throws. */
export async function loadHandler(taskRoot: string, name: string): Promise<Handler> {
  const [, file, path] = /^([^.]+)\.(.+)$/.exec(name) ?? [];
  if (!file || !path || name.includes('..'))
    throw new RuntimeError('MalformedHandlerName', `'${name}' is not a valid handler name`);
  const loaded = await loadModule(join(taskRoot, file));
  const handler = handlerIn(loaded, path) ?? handlerIn(loaded.default, path);
  if (typeof handler !== 'function')
    throw new RuntimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (handler.length >= 3)
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      'The Node 24 runtime has no callback-based handlers: return a promise instead.',
    );
  return handler as Handler;
}

async function loadModule(base: string): Promise<Record<string, unknown>> {
  const file = EXTENSIONS.map((extension) => base + extension).find(existsSync);
  if (!file) throw new RuntimeError('ImportModuleError', `Cannot find module '${base}'`);
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new RuntimeError('UserCodeSyntaxError', String(error), { cause: error });
    if (/^(ERR_)?MODULE_NOT_FOUND$/.test((error as NodeJS.ErrnoException).code ?? ''))
      throw new RuntimeError('ImportModuleError', String(error), { cause: error });
    throw error;
  }
}

function handlerIn(module: unknown, path: string): unknown {
  let found = module;
  for (const key of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[key];
  return found;
}
