import { readFileSync } from 'node:fs';
import type { Brands } from '#contract/brand.ts';
import { checkBrands } from '#contract/check-brands.ts';
import { brandsOf } from '../handlers/brands.ts';
import { EXIT, Refusal } from './exit-codes.ts';
import type { Session } from './session.ts';

/**
 * The brands that the sender sends as: of its settings, and of the brand file that was deployed, which only whoever deployed it
 * has. Throws {@link Refusal} where the file cannot be used, and what AWS answers where it does not tell the settings.
 */
export async function deployedBrands(
  { aws, names }: Pick<Session, 'aws' | 'names'>,
  brandFile: string | undefined,
): Promise<Brands> {
  const file = brandFile === undefined ? undefined : readBrands(brandFile);
  const { lambdaEnvironment } = await import('#adapters/aws/lambda-environment.ts');
  const { SHOP_NAME = '', REPLY_TO_ADDRESS = '' } = await lambdaEnvironment(
    await aws.functions(),
    names.senderFunction,
  );
  return brandsOf({ SHOP_NAME, REPLY_TO_ADDRESS }, file);
}

function readBrands(path: string): Brands {
  const checked = checkBrands(parsed(path));
  if (checked.kind === 'valid') return checked.brands;
  const problems = checked.problems.map(({ field, allowed }) => `${field}: ${allowed}`);
  throw wrong(`The brand file ${path} cannot be used.`, `Allowed: ${problems.join('; ')}.`);
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'no JSON';
    throw wrong(`The brand file ${path} cannot be read (${code}).`, 'Name the file that was deployed.');
  }
}

const wrong = (message: string, next: string) => new Refusal(message, next, EXIT.usage);
