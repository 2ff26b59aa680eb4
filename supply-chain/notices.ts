import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './lock-file.ts';
import type { ShippedPackage } from './shipped.ts';

/** Where the text of the AWS SDK's repository is installed. */
const AWS_SDK = 'node_modules/@aws-sdk/core';

/** Packages whose archive has no licence text, and where that of their repository is installed. */
const TEXT_IN: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-http': AWS_SDK,
  '@aws-sdk/credential-provider-login': AWS_SDK,
  '@aws-sdk/nested-clients': AWS_SDK,
};

/** The licence and notice texts that a package asks to be passed on; empty where it has none. */
export function licenceTexts({ name, folder }: Pick<ShippedPackage, 'name' | 'folder'>): readonly string[] {
  const cwd = path.join(ROOT, TEXT_IN[name] ?? folder);
  return globSync('{LICEN[CS]E,NOTICE,COPYING,licen[cs]e}{,.*}', { cwd })
    .sort()
    .map((file) => readFileSync(path.join(cwd, file), 'utf8').replaceAll('\r\n', '\n').trim());
}

/** What goes along with code of others: whose it is, and their licences, each text once. */
export function thirdPartyNotices(packages: readonly ShippedPackage[]): string {
  const namesByText = new Map<string, Set<string>>();
  for (const one of packages)
    for (const text of licenceTexts(one))
      namesByText.set(text, (namesByText.get(text) ?? new Set()).add(`${one.name} ${one.version}`));
  const sections = [...namesByText].map(([text, names]) => `${[...names].join('\n')}\n\n${text}\n`);
  return ['This contains code of others, under these licences.\n', ...sections].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}
