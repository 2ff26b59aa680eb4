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
import { isolated } from '../direction.ts';
import type { Words } from '../messages/words.ts';
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
    gift && giftText(gift, words),
    facts(content),
    ...content.actions.map(action),
    list && listText(list, words),
    amounts && amountsText(amounts, words),
    ...content.places.map((place) => section(place, words)),
    notes && section(notes, words),
    content.help.map((one) => paragraph(withLinks(one, words))).join('\n'),
    footer(content.footer, words),
  );
}

function giftText({ heading, recipient, message, note }: GiftNote, words: Words): string {
  return [
    heading,
    ...(recipient ? [inText(recipient, words.direction)] : []),
    ...(message
      ? [
          (message.label + words.colon).trimEnd(),
          ...message.lines.map((line) => `  ${isolated(line, words.direction)}`),
        ]
      : []),
    ...(note ? [note] : []),
  ].join('\n');
}

function facts({ facts, words }: EmailContent): string {
  const narrow = facts.filter(({ wide }) => !wide);
  const wide = facts.filter(({ wide }) => wide);
  return [
    table(
      narrow.map(({ label, value }) => [inText(label, words.direction), inText(value, words.direction)]),
      words,
    ),
    ...wide.map(
      ({ label, value }) => `\n${paragraph(inText([...label, words.colon, ...value], words.direction))}`,
    ),
  ].join('\n');
}

const action = ({ label, url }: Action): string => `${label}\n${url}`;

const listText = ({ heading: title, lines }: ItemList, words: Words): string =>
  [heading(title), ...lines.map((line) => item(line, words))].join('\n\n');

function item({ name, details, quantity, price, download }: ItemLine, words: Words): string {
  const count = `  ${inText(quantity, words.direction)}`;
  return [
    isolated(name, words.direction),
    ...details.map((detail) => `  ${inText(detail, words.direction)}`),
    ...(price === undefined ? [count] : priced(count, isolated(price, words.direction), words)),
    ...(download ? [`  ${download.label}${words.colon}${download.url}`] : []),
  ].join('\n');
}

/** Where nothing can be lined up, the price has a line of its own: the count may have a colon already. */
const priced = (count: string, price: string, words: Words): string[] =>
  words.direction === 'rtl' ? [count, `  ${price}`] : [columns(count, price, words)];

function amountsText({ charges, total, included }: Amounts, words: Words): string {
  const amount = ({ label, value }: Labelled) =>
    columns(inText(label, words.direction), inText(value, words.direction), words);
  return [
    RULE,
    ...charges.map(amount),
    ...(charges.length > 0 ? [RULE] : []),
    amount(total),
    ...included.map(amount),
  ].join('\n');
}

const section = ({ heading: title, lines }: Section, words: Words): string =>
  `${heading(title)}\n\n${lines.map((line) => inText(line, words.direction)).join('\n')}`;

/** A sentence whose links can be read: an address speaks for itself, a page's link follows its words. */
const withLinks = (phrase: Phrase, words: Words): string =>
  phrase
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const { value, href } = piece;
      return href?.startsWith('https:') ? value + words.colon + href : isolated(value, words.direction);
    })
    .join('');

function footer({ reason, sender, links }: Footer, words: Words): string {
  return [
    RULE,
    paragraph(inText(reason, words.direction)),
    ...(sender.length > 0 ? ['', ...sender.map((line) => isolated(line, words.direction))] : []),
    ...(links.length > 0 ? ['', ...links.map(({ label, url }) => label + words.colon + url)] : []),
  ].join('\n');
}
