import { expect, test } from 'vitest';
import { holds, referencesIn, resolve, type Scope } from '#local/assembly/intrinsics.ts';

function scope(overrides: Partial<Scope> = {}): Scope {
  return {
    template: { Resources: { Later: { Type: 'AWS::SQS::Queue' } } },
    stackName: 'Stack',
    accountId: '123456789012',
    region: 'us-east-1',
    resources: new Map([
      ['Queue', { ref: 'http://queue', attributes: { Arn: 'arn:queue', 'Nested.Name': 'nested' } }],
    ]),
    exports: new Map([['exported', 'value']]),
    outputs: new Map([['Other', new Map([['Output', 'of another stack']])]]),
    ...overrides,
  };
}

test.each([
  ['plain values', { A: [1, 'x', true, null] }, { A: [1, 'x', true, null] }],
  ['Ref', { Ref: 'Queue' }, 'http://queue'],
  ['Ref to a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
  ['GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
  ['GetAtt of a nested attribute, in one string', { 'Fn::GetAtt': 'Queue.Nested.Name' }, 'nested'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-us-east-1'],
  [
    'Split and Select',
    { 'Fn::Select': ['1', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] },
    'queue',
  ],
  [
    'Sub, with a variable, an attribute and an escape',
    {
      'Fn::Sub': [
        `${'$'}{AWS::AccountId} ${'$'}{x} ${'$'}{Queue.Arn} ${'$'}{!kept}`,
        { x: { Ref: 'Queue' } },
      ],
    },
    `123456789012 http://queue arn:queue ${'$'}{kept}`,
  ],
  ['ImportValue', { 'Fn::ImportValue': 'exported' }, 'value'],
  [
    'GetStackOutput',
    { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Output' } },
    'of another stack',
  ],
  ['NoValue', { A: { Ref: 'AWS::NoValue' }, B: [{ Ref: 'AWS::NoValue' }, 1] }, { B: [1] }],
])('%s', (_, value, expected) => {
  expect(resolve(value, scope())).toEqual(expected);
});

test('conditions', () => {
  const Conditions = {
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    Elsewhere: { 'Fn::Not': [{ Condition: 'Here' }] },
    Both: { 'Fn::And': [{ Condition: 'Here' }, { Condition: 'Elsewhere' }] },
    Either: { 'Fn::Or': [{ Condition: 'Here' }, { Condition: 'Elsewhere' }] },
  };
  const withConditions = scope({ template: { Conditions, Resources: {} } });
  const result = Object.keys(Conditions).map((name) => holds(name, withConditions));
  expect(result).toEqual([true, false, false, true]);
  expect(resolve({ 'Fn::If': ['Elsewhere', 1, 2] }, withConditions)).toBe(2);
});

test.each([
  ['an unknown function', { 'Fn::Cidr': [] }, /Stack Stack: Fn::Cidr is not emulated.*Emulated: Ref/],
  [
    'an unknown attribute',
    { 'Fn::GetAtt': ['Queue', 'Colour'] },
    /Queue\.Colour is not emulated.*Emulated there: Arn/,
  ],
  [
    'a resource that is not created',
    { Ref: 'Later' },
    /"Later" \(AWS::SQS::Queue\) is referred to, but is not created/,
  ],
  ['nothing at all', { Ref: 'Nothing' }, /"Nothing" is referred to, but is neither/],
  [
    'an output that no stack has',
    { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'None' } },
    /"Other" created before it has the output "None"/,
  ],
  ['an export that nobody makes', { 'Fn::ImportValue': 'missing' }, /exports "missing"/],
])('%s stops with its name', (_, value, message) => {
  expect(() => resolve(value, scope())).toThrow(message);
});

test('references are found wherever they stand', () => {
  const value = [
    { Ref: 'A' },
    { 'Fn::GetAtt': ['B', 'Arn'] },
    { 'Fn::Join': ['', [{ 'Fn::Sub': `${'$'}{C.Arn}${'$'}{!D}` }]] },
  ];
  expect(referencesIn(value)).toEqual(['A', 'B', 'C']);
});
