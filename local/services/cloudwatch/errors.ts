import { AwsError } from '../../gateway/aws-error.ts';

/** A parameter that is not what CloudWatch takes. Older clients know the error by its name in the query protocol. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, { queryCode: 'InvalidParameterValue' });
}

/** A parameter that must be there. */
export function missingParameter(name: string): AwsError {
  return new AwsError('MissingRequiredParameterException', `The parameter ${name} is required.`, {
    queryCode: 'MissingParameter',
  });
}
