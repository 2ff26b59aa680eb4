/** What the shop says about itself in every mail. */
export interface Brand {
  /** The shop's name, shown in the subject and at the top. */
  readonly name: string;
  /** Where a customer's answer goes. Present: the mail says that answers are read. */
  readonly replyTo?: string;
  /** Shown as the address for questions. Takes precedence over `replyTo`. */
  readonly supportAddress?: string;
}
