import { AwsError } from '../../gateway/aws-error.ts';
import type { Action } from '../../gateway/service.ts';
import type { World } from '../../world.ts';

interface Dashboard {
  readonly name: string;
  readonly arn: string;
  /** JSON. */
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** The dashboards of the template. */
export class Dashboards {
  readonly #world: World;
  readonly #byName = new Map<string, Dashboard>();

  constructor(world: World) {
    this.#world = world;
  }

  declare(name: string, body: string): void {
    const modifiedAt = this.#world.timers.now();
    this.#byName.set(name, { name, arn: this.arnOf(name), body, modifiedAt });
  }

  get(name: string): Dashboard {
    const dashboard = this.#byName.get(name);
    if (dashboard) return dashboard;
    throw new AwsError('DashboardNotFoundError', `Dashboard ${name} does not exist`, {
      status: 404,
      queryCode: 'ResourceNotFound',
    });
  }

  list(): Dashboard[] {
    return [...this.#byName.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  arnOf(name: string): string {
    return `arn:aws:cloudwatch::${this.#world.accountId}:dashboard/${name}`;
  }
}

export function getDashboard(dashboards: Dashboards): Action {
  return ({ DashboardName = '' }: { DashboardName?: string }, context) => {
    context.authorize({ action: 'cloudwatch:GetDashboard', resource: dashboards.arnOf(DashboardName) });
    const { name, arn, body } = dashboards.get(DashboardName);
    return { DashboardName: name, DashboardArn: arn, DashboardBody: body };
  };
}

export function listDashboards(dashboards: Dashboards): Action {
  return ({ DashboardNamePrefix = '' }: { DashboardNamePrefix?: string }, context) => {
    context.authorize({ action: 'cloudwatch:ListDashboards', resource: '*' });
    return {
      DashboardEntries: dashboards
        .list()
        .filter(({ name }) => name.startsWith(DashboardNamePrefix))
        .map(({ name, arn, body, modifiedAt }) => ({
          DashboardName: name,
          DashboardArn: arn,
          LastModified: modifiedAt / 1000,
          Size: Buffer.byteLength(body),
        })),
    };
  };
}
