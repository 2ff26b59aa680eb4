import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { EXIT } from '#cli/exit-codes.ts';
import { ordermail } from '#test/cli/harness.ts';

const runbook = readFileSync(path.resolve(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

/** The commands of a section that change nothing: those in its `sh` blocks. */
function commandsOf(section: string): string[] {
  const text = runbook.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block]) => block!.trim().split('\n'));
}

/** Whether this machine has the AWS CLI. Where it has none, its commands are left out. */
export const hasAwsCli = (() => {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('Skipped: the runbook’s commands for the AWS CLI, for there is none.');
    return false;
  }
})();

interface Cloud {
  readonly endpointUrl: string;
  readonly environment: string;
  readonly now: () => number;
}

/**
 * Runs every such command of a section as it stands, all at once. Each must end well; what they print is the result, by command.
 */
export async function runSection(section: string, cloud: Cloud): Promise<Record<string, string>> {
  const outputs = commandsOf(section).map(async (command) => {
    if (command.startsWith('npx ordermail ')) return [[command, await runOrdermail(command, cloud)]];
    return hasAwsCli ? [[command, await runAws(command, cloud)]] : [];
  });
  return Object.fromEntries((await Promise.all(outputs)).flat());
}

async function runOrdermail(command: string, { endpointUrl, environment, now }: Cloud): Promise<string> {
  const argv = ['--local', '--env', environment, ...command.split(' ').slice(2)];
  const variables = { ORDERMAIL_PORT: new URL(endpointUrl).port };
  const { exitCode, out, err } = await ordermail(argv, { variables, now });
  // The doctor finds what the alarm is about; that nothing is found is a result as well.
  const fine = [EXIT.ok, EXIT.refused, EXIT.warnings] as number[];
  expect(fine, `${command}: ${err}`).toContain(exitCode);
  return out;
}

/**
 * In a shell, since a command may contain another. Nothing of this machine's AWS settings reaches it. The first version of the CLI
 * ignores AWS_ENDPOINT_URL for SQS.
 */
async function runAws(command: string, { endpointUrl, environment }: Cloud): Promise<string> {
  const forAnyVersion = command.replaceAll('aws sqs ', 'aws --endpoint-url "$AWS_ENDPOINT_URL" sqs ');
  const { stdout } = await promisify(execFile)('bash', ['-c', forAnyVersion], {
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME },
      ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_PAGER: '' },
      ...{ AWS_ENDPOINT_URL: endpointUrl, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
      ...{ AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-1', ENVIRONMENT_SUFFIX: environment },
    },
  });
  return stdout;
}
