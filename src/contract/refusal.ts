type RefusalReason = 'BODY_TOO_LARGE' | 'NOT_JSON' | 'NOT_AN_OBJECT' | 'MISSING_FIELD' | 'INVALID_FIELD';

/** Why an event was refused. Holds the field's name and what is allowed there, never the value found: that may be personal. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** Such as `orderItems[0].price`; absent where the whole body is at fault. */
  readonly field?: string;
  readonly allowed: string;
}
