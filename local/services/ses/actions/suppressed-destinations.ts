import { AwsError } from '../../../gateway/aws-error.ts';
import type { Action } from '../../../gateway/service.ts';
import type { Timers } from '../../../world.ts';
import { type PageRequest, page } from '../paging.ts';
import type { SuppressedDestination, SuppressionList, SuppressionReason } from '../suppression-list.ts';

/** `PUT /v2/email/suppression/addresses`. */
export function putSuppressedDestination(list: SuppressionList, timers: Timers): Action {
  return (input: { EmailAddress?: string; Reason?: string }, context) => {
    context.authorize({ action: 'ses:PutSuppressedDestination', resource: '*' });
    const reason = requireReason(input.Reason, 'reason');
    list.put(requireAddress(input.EmailAddress), reason, timers.now());
    return {};
  };
}

/** `GET /v2/email/suppression/addresses/{EmailAddress}`. */
export function getSuppressedDestination(list: SuppressionList): Action {
  return (input: { EmailAddress: string }, context) => {
    context.authorize({ action: 'ses:GetSuppressedDestination', resource: '*' });
    const destination = list.get(input.EmailAddress);
    const { messageId } = destination;
    return {
      SuppressedDestination: {
        ...summaryOf(destination),
        Attributes: messageId ? { MessageId: messageId, FeedbackId: messageId } : undefined,
      },
    };
  };
}

/** `DELETE /v2/email/suppression/addresses/{EmailAddress}`. */
export function deleteSuppressedDestination(list: SuppressionList): Action {
  return (input: { EmailAddress: string }, context) => {
    context.authorize({ action: 'ses:DeleteSuppressedDestination', resource: '*' });
    list.delete(input.EmailAddress);
    return {};
  };
}

/** `GET /v2/email/suppression/addresses`. */
export function listSuppressedDestinations(list: SuppressionList): Action {
  return (input: ListInput, context) => {
    context.authorize({ action: 'ses:ListSuppressedDestinations', resource: '*' });
    const reasons = [input.Reason ?? []].flat().map((reason) => requireReason(reason, 'reasons'));
    const from = input.StartDate ? Date.parse(input.StartDate) : 0;
    const until = input.EndDate ? Date.parse(input.EndDate) : Number.POSITIVE_INFINITY;
    const matching = list
      .list()
      .filter(
        ({ reason, updatedAt }) =>
          (reasons.length === 0 || reasons.includes(reason)) && updatedAt >= from && updatedAt <= until,
      );
    const { items, NextToken } = page(matching, input);
    return { SuppressedDestinationSummaries: items.map(summaryOf), NextToken };
  };
}

interface ListInput extends PageRequest {
  readonly Reason?: string | string[];
  /** ISO 8601, as the query has it. */
  readonly StartDate?: string;
  readonly EndDate?: string;
}

function summaryOf({ address, reason, updatedAt }: SuppressedDestination) {
  return { EmailAddress: address, Reason: reason, LastUpdateTime: updatedAt / 1000 };
}

function requireAddress(address: unknown): string {
  if (typeof address === 'string' && address.includes('@')) return address;
  throw new AwsError('BadRequestException', 'EmailAddress must be an email address.');
}

function requireReason(reason: string | undefined, member: 'reason' | 'reasons'): SuppressionReason {
  if (reason === 'BOUNCE' || reason === 'COMPLAINT') return reason;
  const allowed = 'Member must satisfy enum value set: [BOUNCE, COMPLAINT]';
  throw new AwsError(
    'BadRequestException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${
      member === 'reason' ? allowed : `Member must satisfy constraint: [${allowed}]`
    }`,
  );
}
