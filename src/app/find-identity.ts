import type { DeployedStacks, MailIdentity, SesInspector } from './inspector-ports.ts';

export type FoundIdentity =
  | { readonly kind: 'identity'; readonly identity: MailIdentity; readonly sender: string }
  /** SES knows neither the address nor its domain. */
  | { readonly kind: 'unknown'; readonly sender: string }
  /** Nothing says who sends: the environment is not deployed, or not all of it. */
  | { readonly kind: 'no-sender' };

/** The identity that the environment's mails are sent under: the sender's address where SES knows it, else its domain. */
export async function findIdentity(stacks: DeployedStacks, ses: SesInspector): Promise<FoundIdentity> {
  const sender = (await stacks.read('TapStack'))?.outputs.SenderAddress;
  if (sender === undefined) return { kind: 'no-sender' };
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const identity = (await ses.identity(domain)) ?? (await ses.identity(sender));
  return identity ? { kind: 'identity', identity, sender } : { kind: 'unknown', sender };
}
