import { randomUUID } from 'node:crypto';
import { deploy } from './assembly/deploy.ts';
import { NOT_NEEDED_LOCALLY } from './assembly/not-needed.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import { attempt } from './background.ts';
import { createGateway } from './gateway/gateway.ts';
import type { HttpRequest } from './gateway/http.ts';
import { listen } from './gateway/server.ts';
import type { DecisionListener, Principal } from './iam/policy.ts';
import { type LocalServices, openServices } from './local-services.ts';
import type { Pricing } from './meter/usage.ts';
import { UsageMeter } from './meter/usage-meter.ts';
import { openMemory, openState } from './runtime/state-folder.ts';
import { systemTimers } from './runtime/system-timers.ts';
import type { SesSettings } from './services/ses/settings.ts';
import type { World } from './world.ts';

export interface LocalCloudOptions {
  /** What `cdk synth` wrote. */
  readonly assemblyDirectory: string;
  /** Where everything is kept; `undefined` keeps it in memory only. */
  readonly stateDirectory: string | undefined;
  /** To listen on; loopback, such as `127.0.0.1`. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly accountId: string;
  readonly region: string;
  /** What differs from a usual SES account. */
  readonly ses?: Partial<SesSettings>;
  /** What usage costs, for Cost Explorer to answer with. @default nothing costs anything */
  readonly pricing?: Pricing;
  /** Who signs with a key that is no function's. @default an administrator of the account */
  readonly principalOf?: (accessKeyId: string) => Principal | undefined;
  /** Takes note of every permission question about a role, and of the answer. @default nobody is told */
  readonly onRoleDecision?: DecisionListener;
  /** How far ahead of the machine's clock it lives, its functions with it: what happens after hours is seen in seconds. @default 0 */
  readonly clockOffsetMs?: number;
  /** Takes one line for the person who runs it. */
  readonly log: (line: string) => void;
  /** Takes one line about how far the start is. */
  readonly onProgress?: (line: string) => void;
}

/** A running local cloud. */
export interface LocalCloud
  extends Pick<
    LocalServices,
    | 'faults'
    | 'functions'
    | 'roles'
    | 'queues'
    | 'topics'
    | 'ses'
    | 'logs'
    | 'cloudWatch'
    | 'costExplorer'
    | 'meter'
  > {
  /** Such as `http://127.0.0.1:4566`. */
  readonly endpointUrl: string;
  /** Outputs by stack and key. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly world: World;
  /** Lets what runs come to an end, for a few seconds, and closes everything. A second call waits for the first. */
  close(): Promise<void>;
}

/** How long functions under way may go on after `close`, in milliseconds. */
const CLOSE_GRACE_MS = 5_000;

/**
 * Starts the local cloud: opens its state, listens, makes everything exist that the templates say, then sets it in motion.
 * Rejects with code `EADDRINUSE` where the port is taken, with a `StateFolderError` for a folder that cannot be used, and
 * with a `TemplateError` for a template that cannot be created.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { assemblyDirectory, stateDirectory, host, port, accountId, region, onProgress = () => {} } = options;
  const assembly = readAssembly(assemblyDirectory);
  const stacks = assembly.stacks.map(({ stackName }) => stackName);
  const state = stateDirectory ? openState(stateDirectory, { accountId, region, stacks }) : openMemory();
  const timers = systemTimers(options.clockOffsetMs);
  const closers: (() => unknown)[] = [() => state.close(), () => timers.stop()];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const { database } = state;
    const meter = new UsageMeter({ database, timers, log: options.log });
    const world: World = {
      accountId,
      region,
      timers,
      database,
      meter,
      random: Math.random,
      newId: randomUUID,
      log: options.log,
    };
    closers.push(() => attempt(world, 'Keeping what was used', () => meter.save()));
    let endpointUrl = '';
    const services = await openServices({
      world,
      meter,
      assets: assembly.assets,
      tablesFolder: state.tablesFolder,
      ses: options.ses,
      onRoleDecision: options.onRoleDecision,
      pricing: options.pricing ?? (() => 0),
      clockOffsetMs: options.clockOffsetMs ?? 0,
      endpointUrl: () => endpointUrl,
    });
    closers.push(() => services.closeStores());

    // It listens before anything exists, since queue URLs contain the port; early requests wait for the rest.
    const started = Promise.withResolvers<void>();
    const { principalOf: functionOf } = services.gatewayParts;
    const principalOf = (key: string) => functionOf(key) ?? options.principalOf?.(key);
    const gateway = createGateway({ world, ...services.gatewayParts, principalOf });
    const handle = async (request: HttpRequest) => {
      await started.promise;
      return await gateway.handle(request);
    };
    const server = await listen(handle, { host, port });
    closers.push(() => server.close());
    endpointUrl = `http://${host}:${server.port}`;

    onProgress(`Creating ${stacks.length} stacks from the template.`);
    const deployed = await deploy(assembly, {
      providers: services.providers,
      notNeeded: NOT_NEEDED_LOCALLY,
      accountId,
      region,
    });
    for (const stack of deployed) services.stacks.add(stack);
    services.start();
    closers.push(() => services.stop(CLOSE_GRACE_MS));
    started.resolve();

    let closing: Promise<void> | undefined;
    return {
      ...services,
      endpointUrl,
      world,
      outputs: Object.fromEntries(
        deployed.map(({ stackName, outputs }) => [
          stackName,
          Object.fromEntries(outputs.map(({ key, value }) => [key, value])),
        ]),
      ),
      close() {
        closing ??= closeAll();
        return closing;
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
