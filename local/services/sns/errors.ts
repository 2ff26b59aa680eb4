import { AwsError } from '../../gateway/aws-error.ts';

// Codes, statuses and texts as AWS answers them.

/** A parameter is not what the API takes. @param what AWS's words, after `Invalid parameter: ` */
export function invalidParameter(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}

/** A message attribute has a value that does not fit its type. */
export function invalidAttributeValue(message: string): AwsError {
  return new AwsError('ParameterValueInvalid', message);
}

/** There is no such topic or subscription. @param what `Topic` or `Subscription` */
export function doesNotExist(what: string): AwsError {
  return new AwsError('NotFound', `${what} does not exist`, { status: 404 });
}

/** There is no such resource, as the tagging calls say it. */
export function resourceNotFound(): AwsError {
  return new AwsError('ResourceNotFound', 'Resource does not exist', { status: 404 });
}
