import { describe, expect, it } from 'vitest';
import { Budgets, budgetsResources } from '#local/services/budgets/budgets.ts';
import { resource } from '../support/resource.ts';

const Budget = {
  BudgetName: 'month',
  BudgetType: 'COST',
  TimeUnit: 'MONTHLY',
  BudgetLimit: { Amount: 50, Unit: 'USD' },
};

function create(properties: object) {
  const budgets = new Budgets();
  const [provider] = budgetsResources(budgets);
  const made = provider!.create(resource('AWS::Budgets::Budget', properties as Record<string, unknown>));
  return { budgets, made };
}

describe('a budget of the template', () => {
  it('is kept as AWS shows it', () => {
    const { budgets, made } = create({ Budget, NotificationsWithSubscribers: [], ResourceTags: [] });
    expect(made).toEqual({ ref: 'month' });
    expect(budgets.list()).toEqual([{ ...Budget, BudgetLimit: { Amount: '50', Unit: 'USD' } }]);
  });

  it.each([
    ['another kind', { ...Budget, BudgetType: 'USAGE' }],
    ['no limit', { ...Budget, BudgetLimit: undefined }],
    ['a limit of nothing', { ...Budget, BudgetLimit: { Amount: 0, Unit: 'USD' } }],
  ])('stops the start with %s', (_, bad) => {
    expect(() => create({ Budget: bad })).toThrow(/is no cost budget/);
  });
});
