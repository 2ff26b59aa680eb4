import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ordermailApp } from '#lib/ordermail-app.ts';
import { readStageConfig } from '#lib/stage-config.ts';
import { USUAL_SETTINGS } from './assembly.ts';

/** A finding of cdk-nag that is answered instead of followed. */
export interface ExplainedFinding {
  /** With what it is about, such as `AwsSolutions-IAM5[Resource::*]`. */
  readonly rule: string;
  /** Paths of constructs. */
  readonly places: readonly string[];
  readonly reason: string;
}

/** How the CDK keeps an acknowledgement with its construct. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

interface Found extends Pick<ExplainedFinding, 'rule' | 'reason'> {
  readonly place: string;
}

/** All of the stacks, those that a customer's key makes included, by rule; places with the same reason together. */
export function explainedFindings(): readonly ExplainedFinding[] {
  const found = [{}, { KMS_KEY_ARN: 'create' }].flatMap(findingsWith);
  const groups = Map.groupBy(found, ({ rule, reason }) => `${rule}\n${reason}`);
  return [...groups.values()]
    .map((group) => ({ ...group[0]!, places: [...new Set(group.map(({ place }) => place))].sort() }))
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

function findingsWith(settings: Readonly<Record<string, string>>): readonly Found[] {
  const outdir = mkdtempSync(path.join(tmpdir(), 'ordermail-findings-'));
  const config = readStageConfig({ ...USUAL_SETTINGS, ...settings });
  const root = `TapStack-${USUAL_SETTINGS.ENVIRONMENT_SUFFIX}/`;
  const found = ordermailApp(config, { outdir })
    .node.findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === ACKNOWLEDGED)
        .flatMap(({ data }) => Object.entries(data as Record<string, string>))
        .map(([id, reason]) => ({
          rule: id.replace(/^annotation::/i, ''),
          place: node.path.replace(root, ''),
          reason,
        })),
    );
  rmSync(outdir, { recursive: true, force: true });
  return found;
}
