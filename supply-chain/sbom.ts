import { createHash } from 'node:crypto';
import packageJson from '../package.json' with { type: 'json' };
import type { Shipped, ShippedPackage } from './shipped.ts';

/** What there is of a licence in CycloneDX. */
type Licences = [{ license: { id: string } }] | [{ expression: string }];

const ID = `${packageJson.name}@${packageJson.version}`;

/**
 * The bill of materials of what ships, in CycloneDX 1.6: each function and the publisher with the hash of its code, the packages
 * inside, and which is in which. It holds no time and no random number: the same sources give the same document.
 */
export function sbom(parts: readonly Shipped[]): Record<string, unknown> {
  const packages = new Map(parts.flatMap((part) => part.packages).map((one) => [purl(one), one]));
  const content = {
    metadata: {
      component: { 'bom-ref': ID, type: 'application', ...ours(packageJson.name, packageJson.description) },
    },
    components: [...parts.map(partComponent), ...[...packages.values()].map(packageComponent)],
    dependencies: [
      { ref: ID, dependsOn: parts.map(({ name }) => name) },
      ...parts.map((part) => ({ ref: part.name, dependsOn: part.packages.map(purl) })),
    ],
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
    version: 1,
    ...content,
  };
}

const ours = (name: string, description: string) => ({
  name,
  version: packageJson.version,
  description,
  licenses: licences(packageJson.license),
});

const partComponent = ({ name, description, sha256 }: Shipped) => ({
  'bom-ref': name,
  type: 'application',
  ...ours(name, description),
  ...(sha256 !== undefined && { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
});

function packageComponent(one: ShippedPackage) {
  const [, group, name] = /^(?:(@[^/]+)\/)?(.+)$/.exec(one.name)!;
  return {
    'bom-ref': purl(one),
    type: 'library',
    ...(group !== undefined && { group }),
    name,
    version: one.version,
    licenses: licences(one.license!),
    hashes: [{ alg: 'SHA-512', content: hexOf(one.integrity!) }],
    purl: purl(one),
  };
}

const purl = ({ name, version }: ShippedPackage): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

const licences = (spdx: string): Licences =>
  spdx.includes(' ') ? [{ expression: spdx }] : [{ license: { id: spdx } }];

/** `sha512-` and base64, as lock files have it, in hexadecimal. */
const hexOf = (integrity: string): string =>
  Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');

/** A UUID made of a text, in the form (version 8) that RFC 9562 leaves to such. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
