import { resourceNames } from '#contract/names.ts';

interface Running {
  readonly endpointUrl: string;
  readonly consoleUrl: string;
  readonly environmentSuffix: string;
  readonly account: string;
  readonly region: string;
  /** Of somebody who may publish. */
  readonly accessKeyId: string;
}

/** The line a person, or a script, waits for. */
export function readyLine({ endpointUrl, consoleUrl }: Pick<Running, 'endpointUrl' | 'consoleUrl'>): string {
  return `Ready. AWS endpoint ${endpointUrl} · console ${consoleUrl}`;
}

/** A shell command that publishes an order, with the environment it needs. */
export function publishCommand(
  endpointUrl: string,
  topicArn: string,
  region: string,
  accessKeyId: string,
): string {
  return (
    `export AWS_ENDPOINT_URL=${endpointUrl} AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=local\n` +
    `aws sns publish --topic-arn ${topicArn} --message '${JSON.stringify(ORDER)}'`
  );
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ');

/** Commands to copy, for the shell and for Python. */
export function tryIt({ endpointUrl, environmentSuffix, account, region, accessKeyId }: Running): string {
  const names = resourceNames(environmentSuffix);
  const topicArn = `arn:aws:sns:${region}:${account}:${names.orderTopic}`;
  return `
Publish an order (AWS CLI):

${indented(publishCommand(endpointUrl, topicArn, region, accessKeyId))}

Publish it and ask for its status (Python with boto3, same environment):

  import boto3, json
  boto3.client('sns', region_name='${region}').publish(
      TopicArn='${topicArn}',
      Message=json.dumps(${PYTHON_ORDER}))
  boto3.resource('dynamodb', region_name='${region}').Table('${names.trackingTable}').query(
      IndexName='OrderIdIndex', KeyConditionExpression='orderId = :order_id',
      ExpressionAttributeValues={':order_id': '${ORDER.orderId}'})['Items']

Press Ctrl-C to stop. Everything is kept for the next start; "npm start -- --fresh" starts empty.`;
}

const ORDER = {
  orderId: 'ORDER123456',
  customerEmail: 'customer@example.com',
  customerName: 'John Doe',
  orderItems: [{ name: 'Product', quantity: 2, price: '29.99' }],
  orderTotal: '59.98',
  orderTimestamp: '2024-10-08T12:00:00Z',
};

const PYTHON_ORDER = JSON.stringify(ORDER).replaceAll('"', "'");
