import type { Brand } from '#contract/brand.ts';
import { singleLine } from '../clean.ts';
import { data } from '../phrase.ts';
import type { Context } from './context.ts';
import type { Section } from './email-content.ts';

type Note = NonNullable<Brand['notes']>[string];

/** The brand's notes on the kinds of goods that the order has, each once. */
export function categoryNotes({ order, brand, words }: Context): Section | undefined {
  const { notes = {} } = brand;
  const categories = new Set(order.orderItems.flatMap(({ category }) => category ?? []));
  const lines = [...categories]
    .filter((category) => Object.hasOwn(notes, category))
    .flatMap((category) => noteIn(notes[category]!, words.language) ?? []);
  return lines.length > 0
    ? { heading: words.label('order.notes'), lines: lines.map((line) => data(singleLine(line))) }
    : undefined;
}

/** In the mail's language, else in English, else in any: how to keep the goods matters more than the language. */
function noteIn(note: Note, language: string): string | undefined {
  if (typeof note === 'string') return note;
  const byLanguage: Readonly<Partial<Record<string, string>>> = note;
  return byLanguage[language] ?? note.en ?? Object.values(note)[0];
}
