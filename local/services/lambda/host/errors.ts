import { types } from 'node:util';
import type { FunctionError } from './messages.ts';

/** An error of the runtime itself, by the name that AWS's runtime interface client for Node gives it. */
export class RuntimeError extends Error {
  constructor(
    name:
      | 'HandlerNotFound'
      | 'MalformedHandlerName'
      | 'ImportModuleError'
      | 'UserCodeSyntaxError'
      | 'UnhandledPromiseRejection'
      | 'CallbackHandlerDeprecated',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = `Runtime.${name}`;
  }
}

/** A thrown value as Lambda's caller sees it. */
export function toFunctionError(thrown: unknown): FunctionError {
  if (types.isNativeError(thrown))
    return {
      errorType: thrown.name,
      errorMessage: thrown.message,
      trace: (thrown.stack ?? '').split('\n'),
    };
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}
