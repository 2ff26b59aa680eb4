import type { FaultSettings, Faults } from '#app/ports.ts';

/** The faults of the local cloud at `endpoint`, such as `http://127.0.0.1:4566`. */
export function httpFaults(endpoint: string): Faults {
  /** Throws when the local cloud cannot be reached or refuses. */
  const request = async (init?: RequestInit): Promise<FaultSettings> => {
    const response = await fetch(new URL('/_local/faults', endpoint), init);
    if (response.ok) return (await response.json()) as FaultSettings;
    throw new Error(`The faults answered ${response.status} instead of 200: ${await response.text()}`);
  };

  return {
    read: () => request(),
    async replace(settings) {
      await request({ method: 'PUT', body: JSON.stringify(settings) });
    },
  };
}
