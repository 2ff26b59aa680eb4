import { AwsError } from '../../../gateway/aws-error.ts';
import type { Action, Actions } from '../../../gateway/service.ts';
import { optionalString, pairList, stringList, structure } from '../input.ts';
import type { MailRequest } from '../mail-request.ts';
import type { MailSender } from '../mail-sender.ts';
import type { SendLimits } from '../send-limits.ts';
import type { SesSettings } from '../settings.ts';

interface Deps {
  readonly settings: SesSettings;
  readonly limits: SendLimits;
  readonly sender: MailSender;
}

/** The actions of SES's first API: other names on the wire, the same engine. */
export function version1Actions({ settings, limits, sender }: Deps): Actions {
  return {
    SendEmail: inVersion1((input, context) => ({ MessageId: sender.send(requestOf(input), context) })),
    GetSendQuota: (_input, context) => {
      context.authorize({ action: 'ses:GetSendQuota', resource: '*' });
      return {
        Max24HourSend: settings.max24HourSend,
        MaxSendRate: settings.maxSendRate,
        SentLast24Hours: limits.sentLast24Hours(),
      };
    },
  };
}

function requestOf(input: Readonly<Record<string, unknown>>): MailRequest {
  const { ToAddresses, CcAddresses, BccAddresses } = structure(input.Destination, 'Destination');
  const message = structure(input.Message, 'Message');
  const { Html, Text } = structure(message.Body, 'Message.Body');
  return {
    from: optionalString(input.Source, 'Source'),
    to: stringList(ToAddresses, 'Destination.ToAddresses'),
    cc: stringList(CcAddresses, 'Destination.CcAddresses'),
    bcc: stringList(BccAddresses, 'Destination.BccAddresses'),
    replyTo: stringList(input.ReplyToAddresses, 'ReplyToAddresses'),
    configurationSet: optionalString(input.ConfigurationSetName, 'ConfigurationSetName'),
    tags: pairList(input.Tags, 'Tags', ['Name', 'Value']),
    content: {
      kind: 'simple',
      subject: data(message.Subject, 'Message.Subject') ?? '',
      html: data(Html, 'Message.Body.Html'),
      text: data(Text, 'Message.Body.Text'),
      headers: [],
    },
  };
}

function data(content: unknown, member: string): string | undefined {
  return optionalString(structure(content, member).Data, `${member}.Data`);
}

/** Version 1's name of each error of version 2; all of them answer 400. */
const VERSION_1_CODE: Readonly<Record<string, string>> = {
  BadRequestException: 'InvalidParameterValue',
  NotFoundException: 'ConfigurationSetDoesNotExist',
  TooManyRequestsException: 'Throttling',
  LimitExceededException: 'Throttling',
  SendingPausedException: 'ConfigurationSetSendingPausedException',
};

function inVersion1(action: Action): Action {
  return (input, context) => {
    try {
      return action(input, context);
    } catch (error) {
      if (!(error instanceof AwsError) || !Object.hasOwn(VERSION_1_CODE, error.code)) throw error;
      throw new AwsError(VERSION_1_CODE[error.code]!, error.message);
    }
  };
}
