import { describe, expect, it } from 'vitest';
import { only, templates } from './synthesized.ts';

const { CostMonitoringStack: template } = templates({ COST_BUDGET_THRESHOLD: '49.90' });

describe('the costs', () => {
  it('are told to the same people', () => {
    expect(only(template, 'AWS::SNS::Topic').Properties.TopicName).toBe('email-cost-alerts-test');
    expect(only(template, 'AWS::SNS::Subscription').Properties.Endpoint).toBe('ops@yourcompany.com');
  });

  it('have a dashboard that names the budget as money is written', () => {
    const { DashboardName, DashboardBody } = only(template, 'AWS::CloudWatch::Dashboard').Properties;
    expect(DashboardName).toBe('email-costs-test');
    expect(JSON.stringify(DashboardBody)).toContain('$49.90');
  });
});
