import { AwsError } from '../../../gateway/aws-error.ts';
import type { Action } from '../../../gateway/service.ts';
import type { Identities } from '../identities.ts';
import { type PageRequest, page } from '../paging.ts';

/** `GET /v2/email/identities`, or `POST /v2/email/list-identities`. */
export function listEmailIdentities(identities: Identities): Action {
  return (input: PageRequest, context) => {
    context.authorize({ action: 'ses:ListEmailIdentities', resource: '*' });
    const { items, NextToken } = page(identities.list(), input);
    return {
      EmailIdentities: items.map(({ name, type }) => ({
        IdentityType: type,
        IdentityName: name,
        SendingEnabled: true,
        VerificationStatus: 'SUCCESS',
      })),
      NextToken,
    };
  };
}

/** `GET /v2/email/identities/{EmailIdentity}`. */
export function getEmailIdentity(identities: Identities): Action {
  return (input: { EmailIdentity: string }, context) => {
    context.authorize({ action: 'ses:GetEmailIdentity', resource: identities.arnOf(input.EmailIdentity) });
    const identity = identities.get(input.EmailIdentity);
    if (!identity) {
      const message = `Email identity ${input.EmailIdentity} does not exist.`;
      throw new AwsError('NotFoundException', message, { status: 404 });
    }
    return {
      IdentityType: identity.type,
      FeedbackForwardingStatus: identity.feedbackForwarding,
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
      DkimAttributes: {
        SigningEnabled: identity.signingEnabled,
        Status: 'SUCCESS',
        Tokens: identity.dkimTokens,
        SigningAttributesOrigin: 'AWS_SES',
        NextSigningKeyLength: 'RSA_2048_BIT',
        CurrentSigningKeyLength: 'RSA_2048_BIT',
      },
      MailFromAttributes: {
        BehaviorOnMxFailure: identity.behaviorOnMxFailure,
        ...(identity.mailFromDomain
          ? { MailFromDomain: identity.mailFromDomain, MailFromDomainStatus: 'SUCCESS' }
          : {}),
      },
      Policies: {},
      Tags: identity.tags,
      ConfigurationSetName: identity.defaultConfigurationSet,
    };
  };
}
