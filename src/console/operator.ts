import { text } from '#contract/order-event-fields.ts';
import type { FormValues } from './form-field.ts';
import type { Message } from './message-page.ts';

/** Who acts and why, as the form says; or what is wrong with it. */
export function operatorOf(
  value: FormValues,
): { readonly by: string; readonly why: string } | { readonly problem: Message } {
  const [by, why] = [text(100).safeParse(value('by')), text(200).safeParse(value('why'))];
  if (by.success && why.success) return { by: by.data, why: why.data };
  return {
    problem: {
      title: 'Not done',
      what: 'The form must say who asks, in 1 to 100 characters, and why, in 1 to 200.',
      nextStep: 'Go back with the browser, and fill in both.',
    },
  };
}
