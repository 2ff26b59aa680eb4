import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Faults } from '#local/faults/faults.ts';
import { faultPages } from '#local/faults/pages.ts';
import { type FaultSettings, HEALTHY } from '#local/faults/settings.ts';
import { jsonService } from '#local/gateway/protocols/json.ts';
import { restJsonService } from '#local/gateway/protocols/rest-json.ts';
import type { Principal } from '#local/iam/policy.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { testWorld } from '../support/test-world.ts';

export const ROLE: Principal = { kind: 'role', accountId: '123456789012', arn: 'a role', policies: () => [] };

/** Two services that count what they have executed, one function's key, and the faults between them. */
export async function faultyCloud(settings: Partial<FaultSettings> = {}) {
  const world = testWorld();
  const killed: string[] = [];
  const faults = new Faults({ world, killEnvironment: async (token) => killed.push(token) });
  faults.set({ ...HEALTHY, ...settings });
  const executed: string[] = [];
  const counting = (action: string) => () => {
    executed.push(action);
    return {};
  };
  const services = [
    restJsonService({
      scope: 'ses',
      routes: {
        'POST /v2/email/outbound-emails': counting('SendEmail'),
        'GET /v2/email/account': counting('GetAccount'),
      },
    }),
    jsonService({
      scope: 'sqs',
      targetPrefix: 'AmazonSQS',
      version: '1.0',
      actions: { ListQueues: counting('ListQueues') },
    }),
  ];
  const served = await serve(services, {
    world,
    principalOf: (key) => (key === 'FUNCTION' ? ROLE : undefined),
    localPages: faultPages(faults),
    interception: faults,
  });
  const inFunction = clientConfig(served, 'FUNCTION');
  const credentials = { ...inFunction.credentials, sessionToken: 'environment-1' };
  return {
    ...served,
    world,
    faults,
    killed,
    executed,
    /** As a function's environment has them. */
    ses: new SESv2Client({ ...inFunction, credentials }),
    sqs: new SQSClient({ ...inFunction, credentials }),
    /** As a person has it. */
    visitor: new SQSClient(clientConfig(served)),
  };
}

/** One entry of `calls`, healthy but for what is given. */
export function callFaults(
  call: { service: string; action: string },
  faults: Partial<FaultSettings['calls'][number]>,
): Pick<FaultSettings, 'calls'> {
  const healthy = { latencyMs: 0, throttled: 0, errorBefore: 0, errorAfter: 0, replyLost: 0 };
  return { calls: [{ ...healthy, ...call, ...faults }] };
}
