import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import type { Mailbox } from './addresses.ts';

/** A domain or an address that may send. Locally it counts as verified as soon as the template declares it: there is no DNS to ask. */
export interface Identity {
  readonly name: string;
  readonly type: 'DOMAIN' | 'EMAIL_ADDRESS';
  readonly arn: string;
  /** Used for mails that name none. */
  readonly defaultConfigurationSet: string | undefined;
  readonly dkimTokens: readonly string[];
  readonly signingEnabled: boolean;
  readonly feedbackForwarding: boolean;
  readonly mailFromDomain: string | undefined;
  readonly behaviorOnMxFailure: string;
  readonly tags: readonly { Key: string; Value: string }[];
}

type Declared = Pick<Identity, 'name'> & Partial<Omit<Identity, 'name' | 'type' | 'arn' | 'dkimTokens'>>;

/** The identities of the template. */
export class Identities {
  readonly #world: World;
  readonly #byName = new Map<string, Identity>();

  constructor(world: World) {
    this.#world = world;
  }

  declare(declared: Declared): Identity {
    const identity: Identity = {
      defaultConfigurationSet: undefined,
      signingEnabled: true,
      feedbackForwarding: true,
      mailFromDomain: undefined,
      behaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      tags: [],
      ...declared,
      type: declared.name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
      arn: this.arnOf(declared.name),
      dkimTokens: dkimTokens(`${this.#world.accountId}/${this.#world.region}/${declared.name}`),
    };
    this.#byName.set(keyOf(declared.name), identity);
    return identity;
  }

  get(name: string): Identity | undefined {
    return this.#byName.get(keyOf(name));
  }

  /** In the order of their names. */
  list(): readonly Identity[] {
    return [...this.#byName.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** The identity under which a mailbox may send: its own address, its domain, or a domain above it. */
  covering({ address, domain }: Mailbox): Identity | undefined {
    const own = this.get(address);
    if (own) return own;
    for (let name = domain; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
      const identity = this.#byName.get(name);
      if (identity) return identity;
    }
    return undefined;
  }

  arnOf(name: string): string {
    return `arn:aws:ses:${this.#world.region}:${this.#world.accountId}:identity/${name}`;
  }
}

/** The domain's case does not matter, the local part's does. */
function keyOf(name: string): string {
  const at = name.lastIndexOf('@');
  return name.slice(0, at + 1) + name.slice(at + 1).toLowerCase();
}

/** Three Easy DKIM tokens, the same ones for the same identity, so that a restart shows the same DNS records. */
function dkimTokens(seed: string): string[] {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  return [1, 2, 3].map((number) => {
    const digest = createHash('sha256').update(`${seed}/${number}`).digest();
    return Array.from(digest, (byte) => alphabet[byte % 32]).join('');
  });
}
