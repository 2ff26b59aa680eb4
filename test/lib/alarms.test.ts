import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resources } from './synthesized.ts';

const alarms = resources('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
const named = (name: string) => {
  const found = alarms.find(({ AlarmName }) => AlarmName === `${name}-test`);
  if (found === undefined) throw new Error(`There is no alarm ${name}-test.`);
  return found;
};

/** What an alarm’s description says after a label. */
const told = (description: string, label: string) =>
  description
    .split('\n')
    .find((line) => line.startsWith(`${label}: `))
    ?.slice(label.length + 2);

/** An alarm's query by its id; the expression is the one without a metric. */
function queriesOf(name: string) {
  const { Metrics } = named(name);
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's shape.
  return { expression: Metrics.find((one: any) => one.Expression).Expression as string, all: Metrics };
}

describe('all alarms', () => {
  it('are at most ten', () => {
    expect(alarms.length).toBeLessThanOrEqual(10);
  });

  it.each(alarms.map((alarm) => [alarm.AlarmName, alarm] as const))(
    '%s says how urgent it is, where to look, and what no data means',
    (_, { AlarmDescription, TreatMissingData }) => {
      expect(AlarmDescription).toMatch(/^\[P[123]\] /);
      expect(told(AlarmDescription, 'Dashboard')).toMatch(
        /^https:\/\/eu-west-1\.console\.aws\.amazon\.com\//,
      );
      expect(told(AlarmDescription, 'No data')).toMatch(
        TreatMissingData === 'ignore' ? /^as before\./ : /^well\./,
      );
      expect(['ignore', 'notBreaching']).toContain(TreatMissingData);
    },
  );

  it('fit CloudWatch with the longest names and address of the runbook', () => {
    const longest = {
      ENVIRONMENT_SUFFIX: 'x'.repeat(20),
      CDK_DEFAULT_REGION: 'ap-southeast-1',
      RUNBOOK_URL: `https://${'x'.repeat(192)}`,
    };
    for (const { Properties } of resources('AWS::CloudWatch::Alarm', longest))
      expect(Properties.AlarmDescription.length).toBeLessThanOrEqual(1024);
  });
});

describe('the alarms of the emails', () => {
  it('tell people when they go off, and when it is over', () => {
    const ofEmails = alarms.filter(({ AlarmName }) => !AlarmName.startsWith('email-cost-'));
    expect(ofEmails).toHaveLength(7);
    const topic = [{ Ref: expect.stringMatching(/^AlertsTopic/) }];
    for (const { AlarmActions, OKActions } of ofEmails)
      expect([AlarmActions, OKActions]).toEqual([topic, topic]);
  });

  it('email-dead-letters adds up all four queues, of which any may report nothing', () => {
    const { expression, all } = queriesOf('email-dead-letters');
    expect(expression).toBe('FILL(queue0, 0) + FILL(queue1, 0) + FILL(queue2, 0) + FILL(queue3, 0)');
    // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's shape.
    const queues = all.flatMap(({ MetricStat }: any) =>
      MetricStat ? [JSON.stringify(MetricStat.Metric.Dimensions[0].Value)] : [],
    );
    for (const queue of [
      'OrdersWaitingDeadLetters',
      'OrdersSubscriptionUndelivered',
      'FeedbackWaitingDeadLetters',
      'FeedbackSubscriptionUndelivered',
    ])
      expect(queues.join()).toContain(queue);
    expect(named('email-dead-letters')).toMatchObject({ Threshold: 0, EvaluationPeriods: 1 });
  });

  it('email-orders-waiting waits longer than a burst explains', () => {
    expect(named('email-orders-waiting')).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Period: 60,
      Threshold: 30,
      EvaluationPeriods: 5,
    });
    expect(named('email-orders-waiting').DatapointsToAlarm).toBeUndefined();
  });

  it('email-errors counts crashes and failed records, in two of three periods', () => {
    const { expression, all } = queriesOf('email-errors');
    expect(expression).toBe('FILL(function0, 0) + FILL(function1, 0) + FILL(records, 0)');
    // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's shape.
    expect(all.flatMap(({ MetricStat }: any) => MetricStat?.Metric.MetricName ?? [])).toEqual([
      'Errors',
      'Errors',
      'RecordFailed',
    ]);
    expect(named('email-errors')).toMatchObject({ Threshold: 0, EvaluationPeriods: 3, DatapointsToAlarm: 2 });
  });

  it('every term of a sum or a share has a value in each period', () => {
    for (const name of ['email-reputation', 'email-in-doubt', 'email-no-feedback']) {
      const { expression, all } = queriesOf(name);
      // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's shape.
      for (const id of all.flatMap((one: any) => (one.MetricStat ? [one.Id] : []))) {
        const bare = expression.replaceAll(new RegExp(`FILL\\(${id}, [01]\\)`, 'g'), '');
        expect(bare).not.toMatch(new RegExp(`\\b${id}\\b`));
      }
    }
  });

  it('email-ses-account keeps what the last look found', () => {
    expect(named('email-ses-account')).toMatchObject({
      MetricName: 'SendingAtRisk',
      Statistic: 'Maximum',
      Threshold: 1,
      TreatMissingData: 'ignore',
    });
  });
});

describe('the runbook', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
  const sections = runbook.split(/^## /m).slice(1);
  const headings = sections.map((section) => section.split('\n')[0]!);
  const sectionOf = (name: string) => sections.find((section) => section.startsWith(`${name}\n`)) ?? '';
  const names = alarms.map(({ AlarmName }) => AlarmName.slice(0, -'-test'.length));

  it('has a section for each alarm, and none for what is no alarm', () => {
    expect(headings.filter((heading) => heading.startsWith('email-')).sort()).toEqual([...names].sort());
  });

  it.each(names.map((name) => [name]))('is where %s leads', (name) => {
    expect(told(named(name).AlarmDescription, 'Runbook')).toBe(`docs/runbook.md#${name}`);
  });

  it.each(names.map((name) => [name]))('says of %s how urgent it is and what to do', (name) => {
    const severity = named(name).AlarmDescription.slice(1, 3);
    const section = sectionOf(name);
    expect(section).toContain(`**${severity}.**`);
    for (const part of ['**It means**', '**Look here**', '**Do this**', '**Verify**'])
      expect(section).toContain(part);
  });

  it('links to what exists', () => {
    const slugs = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, anchor] of runbook.matchAll(/\]\(#([^)]+)\)/g)) expect(slugs).toContain(anchor);
    for (const [, file] of runbook.matchAll(/\]\((?!#|https?:)([^)#]+)/g))
      expect(() => readFileSync(join(import.meta.dirname, '../../docs', file!))).not.toThrow();
  });
});
