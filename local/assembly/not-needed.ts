/** Resource types that need not exist on one machine, and why. Anything else without a provider stops the start. */
export const NOT_NEEDED_LOCALLY: Readonly<Record<string, string>> = {
  'AWS::ResourceGroups::Group': 'a view of tagged resources in the AWS console',
  'AWS::CDK::Metadata': 'tells AWS which constructs an app uses',
};
