import type {
  Action,
  Amounts,
  EmailContent,
  Footer,
  GiftNote,
  ItemLine,
  ItemList,
  Labelled,
  Section,
} from '../content/email-content.ts';
import { type Direction, isolated } from '../direction.ts';
import { inText, type Phrase } from '../phrase.ts';
import { blocks, columns, heading, paragraph, RULE, table } from './plain-text.ts';

/** The email as a person would have typed it: complete, whatever the HTML part had to leave out. */
export function textPart(content: EmailContent): string {
  const { words, gift, list, amounts, notes } = content;
  const { direction } = words;
  return blocks(
    content.masthead.shop,
    heading(content.heading),
    inText(content.greeting, direction),
    paragraph(inText(content.introduction, direction)),
    gift && giftText(gift, direction),
    facts(content, direction),
    ...content.actions.map(action),
    list && listText(list, direction),
    amounts && amountsText(amounts, direction),
    ...content.places.map((place) => section(place, direction)),
    notes && section(notes, direction),
    content.help.map((one) => paragraph(withLinks(one, direction))).join('\n'),
    footer(content.footer, direction),
  );
}

function giftText({ heading, recipient, message, note }: GiftNote, direction: Direction): string {
  return [
    heading,
    ...(recipient ? [inText(recipient, direction)] : []),
    ...(message
      ? [`${message.label}:`, ...message.lines.map((line) => `  ${isolated(line, direction)}`)]
      : []),
    ...(note ? [note] : []),
  ].join('\n');
}

function facts({ facts }: EmailContent, direction: Direction): string {
  const narrow = facts.filter(({ wide }) => !wide);
  const wide = facts.filter(({ wide }) => wide);
  return [
    table(
      narrow.map(({ label, value }) => [inText(label, direction), inText(value, direction)]),
      direction,
    ),
    ...wide.map(
      ({ label, value }) => `\n${paragraph(`${inText(label, direction)}: ${inText(value, direction)}`)}`,
    ),
  ].join('\n');
}

const action = ({ label, url }: Action): string => `${label}\n${url}`;

const listText = ({ heading: title, lines }: ItemList, direction: Direction): string =>
  [heading(title), ...lines.map((line) => item(line, direction))].join('\n\n');

function item({ name, details, quantity, price, download }: ItemLine, direction: Direction): string {
  const count = `  ${inText(quantity, direction)}`;
  return [
    isolated(name, direction),
    ...details.map((detail) => `  ${inText(detail, direction)}`),
    price === undefined ? count : columns(count, isolated(price, direction), direction),
    ...(download ? [`  ${download.label}: ${download.url}`] : []),
  ].join('\n');
}

function amountsText({ charges, total, included }: Amounts, direction: Direction): string {
  const amount = ({ label, value }: Labelled) =>
    columns(inText(label, direction), inText(value, direction), direction);
  return [
    RULE,
    ...charges.map(amount),
    ...(charges.length > 0 ? [RULE] : []),
    amount(total),
    ...included.map(amount),
  ].join('\n');
}

const section = ({ heading: title, lines }: Section, direction: Direction): string =>
  `${heading(title)}\n\n${lines.map((line) => inText(line, direction)).join('\n')}`;

/** A sentence whose links can be read: an address speaks for itself, a page's link follows its words. */
const withLinks = (phrase: Phrase, direction: Direction): string =>
  phrase
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const { value, href } = piece;
      return href?.startsWith('https:') ? `${value}: ${href}` : isolated(value, direction);
    })
    .join('');

function footer({ reason, sender, links }: Footer, direction: Direction): string {
  return [
    RULE,
    paragraph(inText(reason, direction)),
    ...(sender.length > 0 ? ['', ...sender.map((line) => isolated(line, direction))] : []),
    ...(links.length > 0 ? ['', ...links.map(({ label, url }) => `${label}: ${url}`)] : []),
  ].join('\n');
}
