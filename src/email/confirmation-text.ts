import { isolated } from './clean.ts';
import type { ConfirmationContent, Help } from './confirmation-content.ts';
import { blocks, columns, heading, paragraph, RULE } from './plain-text.ts';
import type { Labelled, OrderSummary, SummaryLine } from './summary.ts';

/** The confirmation as a person would have typed it: complete, whatever the HTML part had to leave out. */
export function confirmationText(content: ConfirmationContent): string {
  const { words, summary, help } = content;
  return blocks(
    content.shop,
    heading(words.label('confirmation.heading')),
    content.greeting,
    paragraph(words.label('confirmation.introduction')),
    facts(summary.facts),
    summary.orderUrl && `${words.label('order.view')}\n${summary.orderUrl}`,
    heading(words.label('order.summary')),
    summary.lines.map(item).join('\n\n'),
    amounts(summary),
    summary.shippingAddress.length > 0
      ? `${heading(words.label('order.shippingAddress'))}\n\n${summary.shippingAddress.map(isolated).join('\n')}`
      : undefined,
    help && helpText(help),
    `${RULE}\n${paragraph(content.reason)}`,
  );
}

function facts(rows: readonly Labelled[]): string {
  const width = Math.max(...rows.map(({ label }) => label.length)) + 3;
  return rows.map(({ label, value }) => label.padEnd(width) + value).join('\n');
}

const item = ({ name, sku, quantity, price }: SummaryLine): string =>
  [isolated(name), ...(sku ? [`  ${sku}`] : []), columns(`  ${quantity}`, price)].join('\n');

const amounts = ({ charges, total, included }: OrderSummary): string =>
  [
    RULE,
    ...charges.map(amount),
    ...(charges.length > 0 ? [RULE] : []),
    amount(total),
    ...included.map(amount),
  ].join('\n');

const amount = ({ label, value }: Labelled): string => columns(label, value);

const helpText = ({ question, answer, address }: Help): string =>
  paragraph([question, answer, ...(address ? [address] : [])].join(' '));
