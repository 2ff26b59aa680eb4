import type {
  CountedKey,
  MessageKey,
  Messages,
  PlaceholderOf,
  PlainKey,
  Plural,
} from '#contract/message-keys.ts';
import { fill, type Phrase } from '../phrase.ts';
import type { Language } from './messages.ts';

type Values<Key extends MessageKey> = Readonly<Record<PlaceholderOf<Key>, string>>;

/** Keys of the messages without placeholders. */
export type LabelKey = {
  [Key in PlainKey]: [PlaceholderOf<Key>] extends [never] ? Key : never;
}[PlainKey];

/** What one customer is written to with: a language, with what the brand says in its own way. */
export interface Words extends Pick<Language, 'direction' | 'colon' | 'gap'> {
  readonly language: string;
  /** A message without placeholders. */
  label(key: LabelKey): string;
  /** A message, filled in. The values are texts, and never taken for templates. */
  say<Key extends Exclude<PlainKey, LabelKey>>(key: Key, values: Values<Key>): Phrase;
  /** The form of a message for the count; `text` is the count as the customer reads it. */
  count(key: CountedKey, count: number, text: string): Phrase;
}

/** @param own the brand's own messages in this language */
export function wordsOf(
  { tag, direction, colon, gap, messages }: Language,
  own: Partial<Messages> = {},
): Words {
  const plain = (key: PlainKey): string => own[key] ?? messages[key];
  const counted = (key: CountedKey): Plural => own[key] ?? messages[key];
  return {
    language: tag,
    direction,
    colon,
    gap,
    label: plain,
    say: (key, values) => fill(plain(key), values),
    count: (key, count, text) => {
      const forms = counted(key);
      return fill(forms[pluralRules(tag).select(count)] ?? forms.other, { count: text });
    },
  };
}

const rules = new Map<string, Intl.PluralRules>();

/** Kept: making one takes longer than rendering a mail. There are as many as languages. */
function pluralRules(language: string): Intl.PluralRules {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known;
}
