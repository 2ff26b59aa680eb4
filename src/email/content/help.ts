import { mailLink, singleLine, webAddress } from '../clean.ts';
import { linked, type Phrase } from '../phrase.ts';
import type { Context } from './context.ts';

/** How to ask the shop; empty when the brand names no way. */
export function help(context: Context): Phrase[] {
  const { words } = context;
  const [first, ...others] = [...writing(context), ...pages(context)];
  return first ? [[words.label('help.question') + words.gap, ...first], ...others] : [];
}

/** An answer reaches whoever reads `replyTo`; a support address is the better one to name. */
function writing({ brand, words }: Context): Phrase[] {
  if (brand.supportEmail !== undefined) {
    const address = singleLine(brand.supportEmail);
    return [linked(words.say('help.writeTo', { address }), mailLink(address))];
  }
  return brand.replyTo === undefined ? [] : [[words.label('help.reply')]];
}

function pages({ brand, words }: Context): Phrase[] {
  const href = webAddress(brand.supportUrl);
  return href === undefined ? [] : [[{ value: words.label('help.visit'), href }]];
}
