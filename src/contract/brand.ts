import * as z from 'zod/mini';
import { LANGUAGE_TAGS } from './languages.ts';
import { brandKey, email, httpsUrl, text } from './order-event-fields.ts';

const COLOUR = 'a colour as #rrggbb';
const colour = z.string(COLOUR).check(z.regex(/^#[0-9a-fA-F]{6}$/, COLOUR));

const LINK = 'an https:// address of at most 500 characters';

/** Shorter than an order's links may be: a brand's stand in every mail, and Gmail shows 102 KB of one. */
const link = httpsUrl.check(z.maxLength(500, LINK));

const LOGO =
  'an https:// address of a PNG, JPEG or GIF (Gmail and Outlook show no SVG) of at most 500 characters';

/** Fetched by every customer's mail client. */
const logoUrl = httpsUrl.check(
  z.maxLength(500, LOGO),
  z.refine((value) => !/\.svgz?$/i.test(URL.parse(value)?.pathname ?? ''), LOGO),
);

const LOGO_WIDTH = 'a whole number of pixels from 24 to 320';
const LINKS = 'at most 6 links, each an object with label and url';
const LINES = '1 to 6 lines of text';

/** How many kinds of goods have a note of their own; all of them may stand in one mail. */
const MAX_NOTES = 12;
const NOTE = 'a note of 1 to 300 characters, or an object of such notes by language';
const NOTES = `at most ${MAX_NOTES} categories, each with ${NOTE}`;

const LANGUAGE = `one of ${LANGUAGE_TAGS.join(', ')}`;
const byLanguage = <Value extends z.core.$ZodType>(value: Value, error: string) =>
  z.partialRecord(z.enum(LANGUAGE_TAGS, LANGUAGE), value, error);

const note = z.union([text(300), byLanguage(text(300), NOTE)], NOTE);

const MESSAGE = 'a text of 1 to 500 characters, or an object of such texts by plural form';
const PLURAL_FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
const message = z.union(
  [
    text(500),
    z.partialRecord(z.enum(PLURAL_FORMS, `plural forms: ${PLURAL_FORMS.join(', ')}`), text(500), MESSAGE),
  ],
  MESSAGE,
);

/** What a shop says about itself in every mail, and how its mails look. */
const brandSchema = z.strictObject(
  {
    /** The shop's name: in the subject, at the top, and as the sender. */
    name: text(64),
    /** Shown at the top in place of the name. */
    logoUrl: z.optional(logoUrl),
    /** What stands in its place while it is not loaded. Default: the name. */
    logoAlt: z.optional(text(100)),
    /** How wide it is shown, in pixels. Default: 140. */
    logoWidth: z.optional(z.int(LOGO_WIDTH).check(z.minimum(24, LOGO_WIDTH), z.maximum(320, LOGO_WIDTH))),
    colours: z.optional(
      z.strictObject({
        /** Of the button. */
        accent: z.optional(colour),
        /** On the button. Default: white or nearly black, whichever can be read better. */
        accentText: z.optional(colour),
        /** Around the card. */
        background: z.optional(colour),
      }),
    ),
    /** Where customers write with questions. */
    supportEmail: z.optional(email),
    /** Help pages. */
    supportUrl: z.optional(link),
    /** Who sends the mail, as many countries' laws ask for, line by line. */
    postalAddress: z.optional(z.array(text(100), LINES).check(z.minLength(1, LINES), z.maxLength(6, LINES))),
    /** At the end of the mail, such as an imprint or terms. */
    links: z.optional(
      z.array(z.strictObject({ label: text(60), url: link }, LINKS), LINKS).check(z.maxLength(6, LINKS)),
    ),
    /** Where a customer's answer to the mail goes. Default: REPLY_TO_ADDRESS. */
    replyTo: z.optional(email),
    /** The sender's name. Default: the name. */
    fromName: z.optional(text(64)),
    /** Said once in a mail that has an item of the category. */
    notes: z.optional(
      z
        .record(text(64), note, NOTES)
        .check(z.refine((notes) => Object.keys(notes).length <= MAX_NOTES, NOTES)),
    ),
    /** Messages in the brand's own words, by language and key (see message-keys.ts). */
    messages: z.optional(byLanguage(z.record(z.string(), message), 'an object by message key')),
  },
  'an object with at least name',
);

/** A brand file: every brand of a deployment. */
export const brandFileSchema = z.strictObject(
  {
    /** The brand of an event that names none. */
    default: brandKey,
    brands: z.record(brandKey, brandSchema, 'an object of brands by key'),
  },
  'an object with default and brands',
);

export type Brand = z.output<typeof brandSchema>;

/** The brands of a deployment, and which of them is meant where an event names none. */
export type Brands = z.output<typeof brandFileSchema>;
