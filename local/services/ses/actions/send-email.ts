import { AwsError, notEmulated } from '../../../gateway/aws-error.ts';
import type { Action } from '../../../gateway/service.ts';
import { optionalString, pairList, stringList, structure } from '../input.ts';
import type { MailRequest, RequestedContent } from '../mail-request.ts';
import type { MailSender } from '../mail-sender.ts';
import { type ParsedMessage, parseMessage } from '../mime.ts';

/** `POST /v2/email/outbound-emails`. */
export function sendEmail(sender: MailSender): Action {
  return (input: Input, context) => {
    const { Simple, Raw, Template } = structure(input.Content, 'Content');
    if (Template !== undefined) throw unsupported('Content.Template');
    if (Simple !== undefined) {
      const content = simpleContent(structure(Simple, 'Content.Simple'));
      return { MessageId: sender.send(request(input, content), context) };
    }
    if (Raw !== undefined) return sendRaw(sender, input, structure(Raw, 'Content.Raw').Data, context);
    throw new AwsError('BadRequestException', 'Content must contain Simple, Raw or Template.');
  };
}

type Input = Readonly<Record<string, unknown>>;

function simpleContent(simple: Input): RequestedContent {
  if (Array.isArray(simple.Attachments) && simple.Attachments.length > 0) {
    throw unsupported('Content.Simple.Attachments');
  }
  const { Html, Text } = structure(simple.Body, 'Content.Simple.Body');
  const headers = pairList(simple.Headers, 'Content.Simple.Headers', ['Name', 'Value']);
  return {
    kind: 'simple',
    subject: data(simple.Subject, 'Content.Simple.Subject') ?? '',
    html: data(Html, 'Content.Simple.Body.Html'),
    text: data(Text, 'Content.Simple.Body.Text'),
    headers: headers.map(({ Name, Value }) => ({ name: Name, value: Value })),
  };
}

/** Recipients and sender of the call win over the message's own. */
async function sendRaw(
  sender: MailSender,
  input: Input,
  encoded: unknown,
  context: Parameters<Action>[1],
): Promise<object> {
  const mime = Buffer.from(optionalString(encoded, 'Content.Raw.Data') ?? '', 'base64');
  if (mime.length === 0) throw new AwsError('BadRequestException', 'Content.Raw.Data is empty.');
  const message = await parseMessage(mime);
  const { subject, headers } = message;
  const content: RequestedContent = { kind: 'raw', mime, subject, headers };
  return { MessageId: sender.send(request(input, content, message), context) };
}

function request(input: Input, content: RequestedContent, message?: ParsedMessage): MailRequest {
  const destination = structure(input.Destination, 'Destination');
  const to = stringList(destination.ToAddresses, 'Destination.ToAddresses');
  const cc = stringList(destination.CcAddresses, 'Destination.CcAddresses');
  const bcc = stringList(destination.BccAddresses, 'Destination.BccAddresses');
  const replyTo = stringList(input.ReplyToAddresses, 'ReplyToAddresses');
  const recipients = message && to.length + cc.length + bcc.length === 0 ? message : { to, cc, bcc };
  return {
    from: optionalString(input.FromEmailAddress, 'FromEmailAddress') || message?.from,
    to: recipients.to,
    cc: recipients.cc,
    bcc: recipients.bcc,
    replyTo: replyTo.length > 0 ? replyTo : (message?.replyTo ?? []),
    configurationSet: optionalString(input.ConfigurationSetName, 'ConfigurationSetName'),
    tags: pairList(input.EmailTags, 'EmailTags', ['Name', 'Value']),
    content,
  };
}

function data(content: unknown, member: string): string | undefined {
  return optionalString(structure(content, member).Data, `${member}.Data`);
}

function unsupported(what: string): AwsError {
  return notEmulated('BadRequestException', 'ses', `SendEmail with ${what}`, [
    'SendEmail with Content.Simple',
    'SendEmail with Content.Raw',
  ]);
}
