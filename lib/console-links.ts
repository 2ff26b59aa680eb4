import type { Stack } from 'aws-cdk-lib';

/** Pages of the AWS console about one account and region. Their forms are not documented: they are what the console itself shows. */
export function consoleLinks({ account, region }: Pick<Stack, 'account' | 'region'>) {
  const page = (service: string, fragment: string) =>
    `https://${region}.console.aws.amazon.com/${service}/home?region=${region}#${fragment}`;
  return {
    dashboard: (name: string) => page('cloudwatch', `dashboards/dashboard/${name}`),
    /** Of a function. */
    log: (functionName: string) =>
      page('cloudwatch', `logsV2:log-groups/log-group/${twiceEncoded(`/aws/lambda/${functionName}`)}`),
    queue: (name: string) => {
      const url = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
      return page('sqs/v3', `/queues/${encodeURIComponent(url)}`);
    },
    sesAccount: () => page('ses', '/account'),
  };
}

/** As CloudWatch's pages have names in their fragments: encoded twice, with $ in place of %. */
const twiceEncoded = (name: string) => encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
