import type { ResolvedResource, ResourceProvider } from '../../assembly/provider.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import { jsonService } from '../../gateway/protocols/json.ts';
import type { Service } from '../../gateway/service.ts';
import type { World } from '../../world.ts';
import { knownProperties, nameOf } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';

interface Budget {
  readonly BudgetName: string;
  readonly BudgetType: string;
  readonly TimeUnit: string;
  readonly BudgetLimit: { readonly Amount: string; readonly Unit: string };
  readonly CostFilters?: Readonly<Record<string, readonly string[]>>;
}

/** The budgets of the template. AWS looks at the costs three times a day and mails; here they are kept and shown, and mail nobody. */
export class Budgets {
  readonly #byName = new Map<string, Budget>();

  declare(budget: Budget): void {
    this.#byName.set(budget.BudgetName, budget);
  }

  list(): Budget[] {
    return [...this.#byName.values()].sort((a, b) => (a.BudgetName < b.BudgetName ? -1 : 1));
  }
}

export function budgetsResources(budgets: Budgets): ResourceProvider[] {
  return [
    {
      type: 'AWS::Budgets::Budget',
      create(resource) {
        knownProperties(resource, ['Budget'], {
          NotificationsWithSubscribers: 'budgets mail nobody here: the cost function does',
          ResourceTags: 'for readers and bills',
        });
        const budget = budgetOf(resource);
        budgets.declare(budget);
        return { ref: budget.BudgetName };
      },
    },
  ];
}

function budgetOf(resource: ResolvedResource): Budget {
  const { Budget: given } = resource.properties;
  const { Amount, Unit } = given?.BudgetLimit ?? {};
  if (given?.BudgetType !== 'COST' || !given.TimeUnit || !(Number(Amount) > 0) || !Unit)
    throw new Error(`${nameOf(resource)} is no cost budget with a TimeUnit and a limit above 0.`);
  const BudgetName = given.BudgetName ?? physicalName(resource, 100);
  return { ...given, BudgetName, BudgetLimit: { Amount: String(Amount), Unit } };
}

/** The API of AWS Budgets, as far as a reader asks what there is. */
export function budgetsService(budgets: Budgets, { accountId }: Pick<World, 'accountId'>): Service {
  return jsonService({
    scope: 'budgets',
    targetPrefix: 'AWSBudgetServiceGateway',
    version: '1.1',
    actions: {
      DescribeBudgets: ({ AccountId }: { AccountId?: string }, context) => {
        context.authorize({
          action: 'budgets:ViewBudget',
          resource: `arn:aws:budgets::${accountId}:budget/*`,
        });
        if (AccountId !== accountId)
          throw new AwsError('InvalidParameterException', `Account ${AccountId} is not this one.`);
        return { Budgets: budgets.list() };
      },
    },
  });
}
