import { devNull } from 'node:os';
import { sendingClient } from '#adapters/aws/clients.ts';

/**
 * The AWS SDK takes settings from AWS_* variables and from the profiles in the user's files. Both would make a run depend on the
 * machine, and reading a file takes real time, in which virtual time would go on by a different amount each time.
 *
 * @returns puts the machine's variables back
 */
export async function useOwnEnvironment(): Promise<() => void> {
  const real = process.env;
  const others = Object.entries(real).filter(([name]) => !name.startsWith('AWS_'));
  process.env = {
    ...Object.fromEntries(others),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
  await readProfiles();
  return () => {
    process.env = real;
  };
}

/** The SDK reads each file once in a process. This setting of a client is one that it looks for there. */
async function readProfiles(): Promise<void> {
  await sendingClient({ region: 'us-east-1' }).config.useFipsEndpoint();
}
