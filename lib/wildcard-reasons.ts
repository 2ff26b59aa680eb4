/**
 * Why some permissions are no narrower, by AWS's Service Authorization Reference, or by what it leaves open. cdk-nag is told so, and
 * docs/security.md.
 */
export const WILDCARD_REASONS = {
  account: 'About the account as a whole: AWS supports no resource for it.',
  metrics: 'A metric is no resource. AWS supports a dataset there, and these metrics are in none.',
  bill: 'AWS supports a billing view there, which a request may name and ours does not: the costs are those of the account as a whole, by tag.',
  addresses:
    'AWS supports a pool of addresses there. Ours asks for the addresses of the whole account, whatever pools it has.',
  recipients:
    'SES asks for the recipient’s identity too, where the account has one, and recipients are not known beforehand. The condition ses:FromAddress allows one sender only.',
  alarms:
    'AWS says that a narrower scope hides alarms, and not which ones a request by name is checked against. It only reads.',
} as const;
