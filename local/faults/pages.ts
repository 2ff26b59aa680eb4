import type { HttpRequest, HttpResponse } from '../gateway/http.ts';
import type { Faults } from './faults.ts';
import { readFaultSettings } from './read-settings.ts';

const PATH = /^\/_local\/faults\/?$/;

/**
 * The faults over HTTP, for the console, for tests and for curl:
 *
 *   GET /_local/faults   the settings
 *   PUT /_local/faults   replaces them; `{}` sets all off
 *
 * Undefined for every other path.
 */
export function faultPages(faults: Faults): (request: HttpRequest) => Promise<HttpResponse | undefined> {
  return async ({ method, path, body }) => {
    if (!PATH.test(path)) return undefined;
    if (method === 'GET') return json(200, faults.settings);
    if (method !== 'PUT')
      return json(405, { message: `${method} does nothing here; GET reads, PUT replaces.` });
    const read = readFaultSettings(body.toString('utf8'));
    if (read.kind === 'refused')
      return json(400, { message: 'Nothing was changed.', problems: read.problems });
    faults.set(read.settings);
    return json(200, faults.settings);
  };
}

function json(status: number, value: object): HttpResponse {
  const headers = { 'content-type': 'application/json' };
  return { status, headers, body: `${JSON.stringify(value, undefined, 2)}\n` };
}
