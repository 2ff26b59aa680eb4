import { NAME_LENGTH, operatorName, operatorReason, REASON_LENGTH } from '#app/operator-words.ts';
import type { FormValues } from './form-field.ts';
import type { Message } from './message-page.ts';

/** Who acts and why, as the form says; or what is wrong with it. */
export function operatorOf(
  value: FormValues,
): { readonly by: string; readonly why: string } | { readonly problem: Message } {
  const [by, why] = [operatorName.safeParse(value('by')), operatorReason.safeParse(value('why'))];
  if (by.success && why.success) return { by: by.data, why: why.data };
  return {
    problem: {
      title: 'Not done',
      what: `The form must say who asks, in 1 to ${NAME_LENGTH} characters, and why, in 1 to ${REASON_LENGTH}.`,
      nextStep: 'Go back with the browser, and fill in both.',
    },
  };
}
