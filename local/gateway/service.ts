import type { PolicyDocument, Principal } from '../iam/policy.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/** One permission question. Throws AWS's AccessDenied error when the answer is no. */
export interface Authorization {
  /** Such as `sqs:SendMessage`. */
  readonly action: string;
  /** The resource's ARN, or `*` for actions without one. */
  readonly resource: string;
  /** Whose the resource is, where its ARN does not say so. @default the caller's */
  readonly account?: string;
  /** The policy on the resource itself, where it has one. */
  readonly resourcePolicy?: PolicyDocument | undefined;
  /** Further condition keys, such as `ses:FromAddress`. */
  readonly conditions?: Readonly<Record<string, string | readonly string[]>>;
}

/** What an action knows of the call beyond its input. */
export interface CallContext {
  readonly requestId: string;
  readonly principal: Principal;
  /** The `Host` header: the endpoint as this caller reaches it, for answers that contain URLs of it. */
  readonly host: string | undefined;
  /** Whether the caller has hung up, see {@link HttpRequest.clientGone}. */
  clientGone(): boolean;
  /** Throws `AccessDenied` unless the caller may do this. Every action asks before it acts. */
  authorize(question: Authorization): void;
}

/** One AWS service behind the gateway. */
export interface Service {
  /** Its name in the signature's credential scope: `sqs`, `sns`, `ses`, `dynamodb`, `monitoring`, … */
  readonly scope: string;
  handle(request: HttpRequest, context: CallContext): Promise<HttpResponse>;
}

/**
 * One API action. Input and output are what the service's API reference shows; the protocol does the wire format.
 * The input is the caller's: an action checks what it uses.
 */
// biome-ignore lint/suspicious/noExplicitAny: each action narrows its own input; the wire gives no type.
export type Action = (input: any, context: CallContext) => object | Promise<object>;

/** The actions of a service by API name. */
export type Actions = Readonly<Record<string, Action>>;
