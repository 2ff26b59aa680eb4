import { brandFileSchema } from '#contract/brand.ts';
import { BY_CODE, type FieldNotes, inputSchema, type JsonSchema, withNotes } from './json-schema.ts';

const ID = 'urn:ordermail:brand-file';

const BRAND_NOTES: FieldNotes = {
  default: ['Default brand', 'The brand of an event that names none.', 'acme'],
  brands: ['Brands', 'Every brand of the deployment, by the key that events name it by.'],
  'brands.name': ['Name', 'The shop’s name: in the subject, at the top, and as the sender.', 'Acme'],
  'brands.logoUrl': [
    'Logo',
    'Shown at the top in place of the name: PNG, JPEG or GIF, as Gmail and Outlook show no SVG.',
    'https://shop.example.com/logo.png',
  ],
  'brands.logoAlt': [
    'Text for the logo',
    'Stands in its place while it is not loaded. Default: the name.',
    'Acme',
  ],
  'brands.logoWidth': ['Width of the logo', 'In pixels. Default: 140.', 140],
  'brands.colours': ['Colours', 'Checked to be readable.'],
  'brands.colours.accent': ['Accent', 'Of the button.', '#1a56db'],
  'brands.colours.accentText': [
    'Text on the accent',
    'Default: white or nearly black, whichever can be read better.',
    '#ffffff',
  ],
  'brands.colours.background': ['Background', 'Around the card.', '#f3f4f6'],
  'brands.supportEmail': ['Support address', 'Where customers write with questions.', 'help@example.com'],
  'brands.supportUrl': ['Help pages', 'Where customers find answers.', 'https://shop.example.com/help'],
  'brands.postalAddress': [
    'Postal address',
    'Who sends the mail, as many countries’ laws ask for, line by line.',
    ['Acme Ltd', '1 Main St', 'Albany, NY 12207'],
  ],
  'brands.links': ['Links', 'At the end of the mail, such as an imprint or terms.'],
  'brands.links.label': ['Label', 'What the link says.', 'Terms'],
  'brands.links.url': ['Address', 'Where it leads.', 'https://shop.example.com/terms'],
  'brands.replyTo': [
    'Reply address',
    'Where a customer’s answer to the mail goes. Default: REPLY_TO_ADDRESS.',
    'help@example.com',
  ],
  'brands.fromName': ['Sender', 'The sender’s name. Default: the name.', 'Acme Orders'],
  'brands.notes': [
    'Notes',
    'By category of an item, in one language or by language: said once in a mail that has such an item.',
    { perishable: { en: 'Keep it cool.', de: 'Bitte kühlen.' } },
  ],
  'brands.messages': ['Messages', 'The mail’s own messages in the brand’s words, by language and key.'],
};

/** The JSON Schema (draft 2020-12) of a brand file, for editors; the deployment itself checks more, such as contrast and placeholders. */
export function brandFileJsonSchema(): JsonSchema {
  const schema = withNotes(inputSchema(brandFileSchema), BRAND_NOTES);
  const { brands } = schema.properties!;
  const { logoUrl, supportUrl, links } = (brands!.additionalProperties as JsonSchema).properties!;
  const { url } = (links!.items as JsonSchema).properties!;
  for (const link of [logoUrl, supportUrl, url]) Object.assign(link!, BY_CODE.httpsUrl);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: ID,
    title: 'Brand file',
    description: 'Every brand of a deployment: the file that the setting BRAND_FILE names.',
    ...schema,
  };
}
