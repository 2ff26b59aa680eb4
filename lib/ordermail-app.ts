import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { explainFindings } from './explained-findings.ts';
import type { StageConfig } from './stage-config.ts';
import { stageTags } from './stage-tags.ts';
import { TapStack } from './tap-stack.ts';

export interface OrdermailAppOptions {
  /**
   * Where the assembly is written.
   *
   * @default the folder that CDK_OUTDIR names, as the CDK's command line sets it; else a temporary one
   */
  readonly outdir?: string;
}

/** cdk-nag's packs that every synth is held to. */
export const NAG_PACKS = [AwsSolutionsChecks, ServerlessChecks] as const;

/** The CDK app of one environment: its stacks, tagged and checked. */
export function ordermailApp(config: StageConfig, options: OrdermailAppOptions = {}): App {
  const app = new App({ ...options, context: featureFlags(), analyticsReporting: false });
  new TapStack(app, `TapStack-${config.environmentSuffix}`, { config });
  tagResources(app, config);
  explainFindings(app);
  Validations.of(app).addPlugins(...NAG_PACKS.map((Pack) => new Pack(app, { verbose: true })));
  return app;
}

/** cdk.json's context. Read here too, so that the template is the same without the CDK's command line: in tests, in the local cloud. */
export function featureFlags(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../cdk.json'), 'utf8')).context;
}

function tagResources(app: App, config: StageConfig): void {
  for (const [key, value] of Object.entries(stageTags(config))) {
    // A dashboard's tags are new in CloudFormation, and cfn-lint refuses them; it gets the stack's tags when deployed.
    Tags.of(app).add(key, value, { excludeResourceTypes: [CfnDashboard.CFN_RESOURCE_TYPE_NAME] });
  }
}
