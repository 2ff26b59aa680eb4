/**
 * What SNS's and SQS's errors about a topic's or queue's key say of it, such as `KMSAccessDeniedException` and `KmsDisabled`; undefined for
 * any other error, and where KMS is only busy. To be asked first: AWS words a refused key as one that "does not exist".
 */
export function keyRefusalOf(code: string): 'may-not-use' | 'unusable' | undefined {
  if (!/^KMS/i.test(code) || /Throttl/i.test(code)) return undefined;
  return /AccessDenied/.test(code) ? 'may-not-use' : 'unusable';
}
