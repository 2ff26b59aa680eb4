import { orderEventSchema, REQUIRED_PART } from '#contract/order-event.ts';
import { amount, httpsUrl } from '#contract/order-event-fields.ts';
import { orderItems, partItems } from '#contract/order-item.ts';
import { payment } from '#contract/payment.ts';
import { postalAddress } from '#contract/postal-address.ts';
import { FIELD_NOTES } from './field-notes.ts';
import { inputSchema, type JsonSchema, withNotes } from './json-schema.ts';

/** A name, as the schema lives in the package and not on the web. */
const ID = 'urn:ordermail:order-event';

/**
 * The JSON Schema (draft 2020-12) of what a shop may publish, generated from the contract.
 *
 * It says as much as a schema can. Left to the contract: that a text is well-formed Unicode, that a link and a language tag can be
 * parsed, that a number has at most four decimals, that a range of days does not end before it begins, that a symbol other than $
 * comes with its currency, and the size of the whole event.
 */
export function orderEventJsonSchema(): JsonSchema {
  const shared = {
    amount: inputSchema(amount),
    httpsUrl: inputSchema(httpsUrl),
    postalAddress: inputSchema(postalAddress),
    paymentMethod: inputSchema(payment),
    orderItem: inputSchema(orderItems).items!,
    partItem: inputSchema(partItems).items!,
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: ID,
    title: 'Order event',
    description:
      'What a shop publishes for one email. Other fields are allowed; nothing is ever done with them.',
    ...withNotes(inputSchema(orderEventSchema), FIELD_NOTES, shared),
    allOf: Object.entries(REQUIRED_PART).map(([emailType, part]) => ({
      if: { properties: { emailType: { const: emailType } }, required: ['emailType'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { [part]: true }, required: [part] },
    })),
  };
}
