import type { Brand } from '#contract/brand.ts';
import type { Words } from '../messages/words.ts';
import type { Phrase } from '../phrase.ts';

/**
 * Everything an email says, cleaned, formatted and in its language, before it becomes HTML and text: so the two cannot
 * differ. What is absent is not shown.
 */
export interface EmailContent {
  readonly words: Words;
  readonly masthead: Masthead;
  readonly subject: string;
  /** What inboxes show after the subject. */
  readonly preheader: string;
  readonly heading: string;
  readonly greeting: Phrase;
  readonly introduction: Phrase;
  readonly gift: GiftNote | undefined;
  readonly facts: readonly Fact[];
  /** What the customer can do next; the first is the mail's one button. */
  readonly actions: readonly Action[];
  readonly list: ItemList | undefined;
  readonly amounts: Amounts | undefined;
  /** Places and addresses, side by side where there is room. */
  readonly places: readonly Section[];
  /** Notes on certain kinds of goods. */
  readonly notes: Section | undefined;
  /** Line by line; empty where the brand names no way to ask. */
  readonly help: readonly Phrase[];
  readonly footer: Footer;
  readonly structuredData: StructuredData;
}

/** What a type of email says in its own way; the rest is the same for all. */
export type Story = Pick<
  EmailContent,
  | 'heading'
  | 'introduction'
  | 'facts'
  | 'actions'
  | 'list'
  | 'amounts'
  | 'places'
  | 'notes'
  | 'structuredData'
> & { readonly subject: Phrase; readonly preheader: Phrase };

/** The top of the mail, and its colours. */
export interface Masthead {
  readonly shop: string;
  readonly logo: { readonly url: string; readonly alt: string; readonly width: number } | undefined;
  readonly colours: NonNullable<Brand['colours']>;
}

export interface Labelled {
  readonly label: Phrase;
  readonly value: Phrase;
}

export interface Fact extends Labelled {
  /** A sentence or more, which takes the whole width. */
  readonly wide?: boolean;
}

export interface Action {
  readonly label: string;
  readonly url: string;
}

export interface GiftNote {
  readonly heading: string;
  readonly recipient: Phrase | undefined;
  readonly message: { readonly label: string; readonly lines: readonly string[] } | undefined;
  /** Says that prices are left out. */
  readonly note: string | undefined;
}

export interface ItemList {
  readonly heading: string;
  readonly lines: readonly ItemLine[];
  /** Closes the list where it had to be cut short by so many pieces. */
  rest(pieces: number): { readonly count: Phrase; readonly whereToFind: string };
}

export interface ItemLine {
  readonly name: string;
  readonly pieces: number;
  readonly url: string | undefined;
  readonly imageUrl: string | undefined;
  /** Such as `Size M, blue` or `SKU MUG-01`, each on a line of its own. */
  readonly details: readonly Phrase[];
  /** Such as `Qty 2 × $29.99`; without the price of one where the line's price says it. */
  readonly quantity: Phrase;
  /** Quantity times the price of one; absent where no prices are shown. */
  readonly price: string | undefined;
  readonly download: (Action & { readonly spoken: string }) | undefined;
}

export interface Amounts {
  readonly charges: readonly Labelled[];
  readonly total: Labelled;
  /** What the total contains rather than adds. */
  readonly included: readonly Labelled[];
}

export interface Section {
  readonly heading: string;
  readonly lines: readonly Phrase[];
}

export interface Footer {
  /** Why the mail was sent. */
  readonly reason: Phrase;
  /** Whose mail it is: name and postal address, line by line. */
  readonly sender: readonly string[];
  readonly links: readonly Action[];
}

/** schema.org's description of what happened; items go first where space is short. */
export interface StructuredData {
  readonly complete: object;
  readonly withoutItems: object;
}
