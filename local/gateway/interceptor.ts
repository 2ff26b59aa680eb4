import type { Principal } from '../iam/policy.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/** A signed call on its way to its service. */
export interface Call {
  /** The service's name in the signature's scope, such as `sqs`. */
  readonly service: string;
  readonly principal: Principal;
  readonly requestId: string;
  readonly request: HttpRequest;
}

/**
 * Stands between the gateway and the services: it may answer in a service's place, or change what one answered. A call that
 * it does not pass to `execute` has not happened. An `AwsError` that it throws is the call's answer.
 */
export type Interceptor = (call: Call, execute: () => Promise<HttpResponse>) => Promise<HttpResponse>;
