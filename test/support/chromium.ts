import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's and Ubuntu's own. */
const CHROMIUM = '/usr/bin/chromium';

/** Whether browser tests can run here; says so, once for each kind of test, where they cannot. */
export function hasChromium(what: string): boolean {
  const found = existsSync(CHROMIUM);
  if (!found) console.log(`Skipped: ${what} in a browser, for there is no ${CHROMIUM}.`);
  return found;
}

export async function launchChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  return await chromium.launch({ executablePath: CHROMIUM, args });
}
