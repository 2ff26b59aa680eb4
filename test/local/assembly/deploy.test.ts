import { expect, test } from 'vitest';
import { deploy } from '#local/assembly/deploy.ts';
import type { ResolvedResource } from '#local/assembly/provider.ts';
import { type Template, TemplateError } from '#local/assembly/template.ts';

/** Deploys stacks with a provider that only writes down what it is asked to make. */
async function run(templates: Readonly<Record<string, Template>>) {
  const created: ResolvedResource[] = [];
  const stacks = Object.entries(templates).map(([stackName, template]) => ({
    stackName,
    template,
    tags: {},
  }));
  const deployed = await deploy(
    { stacks, assets: new Map() },
    {
      providers: [
        {
          type: 'Test::Thing',
          create(resource) {
            if (resource.properties.refuse) throw new Error('It has a colour.');
            if (resource.properties.bug) throw new TypeError('x is undefined');
            created.push(resource);
            return { ref: `ref-${resource.logicalId}` };
          },
        },
      ],
      notNeeded: { 'Test::Decoration': 'it only looks nice' },
      accountId: '123456789012',
      region: 'us-east-1',
    },
  );
  return { deployed, created };
}

const thing = (more: object = {}) => ({ Type: 'Test::Thing', ...more });

test('resources are made after those they refer to, with what those became', async () => {
  const { created } = await run({
    Stack: {
      Resources: { A: thing({ Properties: { b: { Ref: 'B' } } }), B: thing({ DependsOn: 'C' }), C: thing() },
    },
  });
  expect(created.map(({ logicalId }) => logicalId)).toEqual(['C', 'B', 'A']);
  expect(created[2]!.properties).toEqual({ b: 'ref-B' });
});

test('a stack imports what an earlier one exports', async () => {
  const { deployed, created } = await run({
    First: {
      Resources: { A: thing() },
      Outputs: { Name: { Value: { Ref: 'A' }, Description: 'The thing', Export: { Name: 'shared' } } },
    },
    Second: { Resources: { B: thing({ Properties: { a: { 'Fn::ImportValue': 'shared' } } }) } },
  });
  expect(deployed[0]!.outputs).toEqual([
    { key: 'Name', value: 'ref-A', description: 'The thing', exportName: 'shared' },
  ]);
  expect(created[1]!.properties).toEqual({ a: 'ref-A' });
});

test('what is not needed, or whose condition does not hold, is not made', async () => {
  const { created } = await run({
    Stack: {
      Conditions: { Never: { 'Fn::Equals': [1, 2] } },
      Resources: { A: { Type: 'Test::Decoration' }, B: thing({ Condition: 'Never' }) },
    },
  });
  expect(created).toEqual([]);
});

test('an unknown type stops with its name and place', async () => {
  const unknown = run({ Stack: { Resources: { Cache: { Type: 'AWS::ElastiCache::CacheCluster' } } } });
  await expect(unknown).rejects.toThrow(/Stack Stack: "Cache" is a AWS::ElastiCache::CacheCluster/);
});

test('what a provider refuses stops with its place and the reason', async () => {
  const refused = run({ Stack: { Resources: { A: thing({ Properties: { refuse: true } }) } } });
  await expect(refused).rejects.toThrow(
    new TemplateError('Stack Stack: "A" (Test::Thing) cannot be created. It has a colour.'),
  );
});

test('a bug of a provider stays what it is', async () => {
  const broken = run({ Stack: { Resources: { A: thing({ Properties: { bug: true } }) } } });
  await expect(broken).rejects.toThrow(TypeError);
});

test('a stack reads an output of an earlier one', async () => {
  const { created } = await run({
    First: { Resources: { A: thing() }, Outputs: { Name: { Value: { Ref: 'A' } } } },
    Second: {
      Resources: {
        B: thing({ Properties: { a: { 'Fn::GetStackOutput': { StackName: 'First', OutputName: 'Name' } } } }),
      },
    },
  });
  expect(created[1]!.properties).toEqual({ a: 'ref-A' });
});

test('a circle stops with its members', async () => {
  const circle = run({
    Stack: { Resources: { A: thing({ DependsOn: 'B' }), B: thing({ DependsOn: 'A' }) } },
  });
  await expect(circle).rejects.toThrow('Circular dependency: A -> B -> A.');
});
