import { AwsError } from '../../gateway/aws-error.ts';

export function validation(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** For what AWS has and the local cloud has not. */
export function notEmulatedHere(what: string, emulated: string): AwsError {
  return validation(`Cost Explorer of the local cloud does not emulate ${what}. Emulated: ${emulated}.`);
}
