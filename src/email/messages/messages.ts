import type { LanguageTag } from '#contract/languages.ts';
import type { Messages } from '#contract/message-keys.ts';

/**
 * Every word of the mails in one language. A language is one file that fills this in, so a missing message does not compile.
 * What each message is for, and its placeholders, stand in src/contract/message-keys.ts.
 */
export interface Language {
  readonly tag: LanguageTag;
  readonly direction: 'ltr' | 'rtl';
  /** Between a label and its value, with the spaces that belong to it. */
  readonly colon: string;
  /** Between two sentences. */
  readonly gap: '' | ' ';
  readonly messages: Messages;
}
