export type Direction = 'ltr' | 'rtl';

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * Whether a text must be kept apart from a surrounding of that direction, so that both keep their order: text with
 * right-to-left letters in ours, and any text in theirs, where a sign or a digit at its edge would wander.
 */
export const needsIsolation = (text: string, around: Direction): boolean =>
  around === 'rtl' || RIGHT_TO_LEFT.test(text);

/** Where markup cannot do it: the text between isolates. */
export const isolated = (text: string, around: Direction): string =>
  text !== '' && needsIsolation(text, around) ? `\u2068${text}\u2069` : text;
