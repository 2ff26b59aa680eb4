import { AwsError } from '../../gateway/aws-error.ts';

// Codes and texts as AWS answers them: the JSON protocol's name, and the older name that SDKs show (see AwsError).

/** No queue has this URL, name or ARN. */
export function nonExistentQueue(): AwsError {
  return new AwsError('QueueDoesNotExist', 'The specified queue does not exist.', {
    queryCode: 'AWS.SimpleQueueService.NonExistentQueue',
  });
}

/** A parameter has a value that the API does not take. */
export function invalidParameterValue(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, { queryCode: 'InvalidParameterValue' });
}

/** A required parameter is not there, or empty. */
export function missingParameter(name: string): AwsError {
  return new AwsError(
    'MissingRequiredParameterException',
    `The request must contain the parameter ${name}.`,
    { queryCode: 'MissingParameter' },
  );
}

/** A parameter is of another JSON type than the API's. */
export function wrongType(name: string, expected: string): AwsError {
  return new AwsError('SerializationException', `${name} is not ${expected}.`);
}

/** The handle was not given out by this queue. */
export function invalidReceiptHandle(handle: string): AwsError {
  return new AwsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
    { queryCode: 'ReceiptHandleIsInvalid', status: 404 },
  );
}

/** The body has a character that XML 1.0 cannot carry. */
export function invalidMessageContents(): AwsError {
  return new AwsError(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    { queryCode: 'InvalidMessageContents' },
  );
}

/** There is no such attribute of a queue. */
export function unknownAttribute(name: string): AwsError {
  return new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`, {
    queryCode: 'InvalidAttributeName',
  });
}

/** A queue or task that a move names is not there. */
export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, {
    queryCode: 'ResourceNotFoundException',
    status: 404,
  });
}

/** A batch as a whole is wrong; its code is one of `EmptyBatchRequest`, `InvalidBatchEntryId`, … */
export function invalidBatch(code: string, message: string): AwsError {
  return new AwsError(code, message, { queryCode: `AWS.SimpleQueueService.${code}` });
}

/** A queue was purged less than a minute ago. */
export function purgeInProgress(queueName: string): AwsError {
  return new AwsError(
    'PurgeQueueInProgress',
    `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`,
    { queryCode: 'AWS.SimpleQueueService.PurgeQueueInProgress', status: 403 },
  );
}
