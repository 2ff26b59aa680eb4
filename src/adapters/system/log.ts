import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '#app/ports.ts';

/** One JSON line per entry on standard output, where Lambda collects it. */
export function structuredLog(serviceName: string): Log {
  const logger = new Logger({ serviceName });
  return {
    info: (message, fields) => logger.info(message, { ...fields }),
    warn: (message, fields) => logger.warn(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
  };
}
