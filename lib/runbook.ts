/** Where people read what to do about an alarm. */
export interface Runbook {
  /** Address of the section about an alarm. */
  sectionOf(alarmName: string): string;
}

/** The runbook at this address has a section for each alarm, headed by the alarm's name without the environment. */
export function runbookAt(url: string, environmentSuffix: string): Runbook {
  return { sectionOf: (alarmName) => `${url}#${alarmName.slice(0, -`-${environmentSuffix}`.length)}` };
}
