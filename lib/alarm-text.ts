import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/** `P1`: mails do not go out, or soon will not: act now, at night too. `P2`: act the same day. `P3`: act this week. */
type Severity = 'P1' | 'P2' | 'P3';

/** What no data means for an alarm, and why. */
interface MissingData {
  readonly treat: cloudwatch.TreatMissingData;
  /** A sentence. */
  readonly because: string;
}

/** What the person who is mailed by an alarm reads. */
export interface AlarmText {
  readonly severity: Severity;
  /** What is wrong, in one or two sentences. */
  readonly text: string;
  readonly missing: MissingData;
  /** The runbook's section about it. */
  readonly runbook: string;
  /** Addresses in the AWS console, by what is there. */
  readonly links: Readonly<Record<string, string>>;
}

/** CloudWatch's limit of a description. */
const MAX_LENGTH = 1024;

/** An alarm's description. Throws where it would be too long for CloudWatch: a name or the runbook's address is. */
export function alarmDescription({ severity, text, missing, runbook, links }: AlarmText): string {
  const lines = Object.entries({ Runbook: runbook, ...links }).map(([label, link]) => `${label}: ${link}`);
  const description = [`[${severity}] ${text}`, ...lines, `No data: ${missing.because}`].join('\n');
  if (description.length <= MAX_LENGTH) return description;
  throw new Error(
    `An alarm's description has ${description.length} characters; CloudWatch allows ${MAX_LENGTH}. Shorten RUNBOOK_URL: ${runbook}`,
  );
}
