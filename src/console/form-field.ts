import { html } from 'hono/html';
import type { Markup } from './page.ts';

/** One line to fill in. */
export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string | undefined;
  readonly maxLength: number;
  readonly optional?: boolean;
  /** What is wrong with the value; absent where nothing is. */
  readonly problem?: string | undefined;
}

/** A text field with its label, its hint, and what is wrong with it. */
export function textField({ name, label, hint, value, maxLength, optional, problem }: TextField): Markup {
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ');
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint && html`<p id="${name}-hint" class="minor">${hint}</p>`}
<input id="${name}" name="${name}" value="${value}" maxlength="${maxLength}" autocomplete="off" spellcheck="false"${optional || html` required`}${described && html` aria-describedby="${described}"`}${problem && html` aria-invalid="true"`}>
${problem && html`<p id="${name}-problem" class="problem">${problem}</p>`}
</div>
`;
}

/** A choice to tick, off at first. */
export function checkbox(name: string, label: string): Markup {
  return html`<div class="field tick"><input type="checkbox" id="${name}" name="${name}" value="yes"> <label for="${name}">${label}</label></div>
`;
}

/** Who acts and why. Both go into the audit trail. */
export function operatorFields(operator: string): Markup {
  return html`${textField({ name: 'by', label: 'Who asks', value: operator, maxLength: 100 })}
${textField({ name: 'why', label: 'Why', hint: 'Kept in the audit trail: name no customer here.', maxLength: 200 })}`;
}

/** What a posted form says; empty where it says nothing, or has a file there. */
export type FormValues = (name: string) => string;

/** A posted body that is no form, whatever it says of itself. */
export class UnreadableForm extends Error {
  constructor(cause: unknown) {
    super('The posted form could not be read.', { cause });
    this.name = 'UnreadableForm';
  }
}

/** Reads a posted form. Throws {@link UnreadableForm}. */
export async function formValues(request: {
  parseBody(): Promise<Record<string, unknown>>;
}): Promise<FormValues> {
  const form = await request.parseBody().catch((error) => {
    throw new UnreadableForm(error);
  });
  return (name) => {
    const value = form[name];
    return typeof value === 'string' ? value.trim() : '';
  };
}
