/** A log group. Times are milliseconds since the epoch. */
export interface LogGroup {
  readonly name: string;
  readonly createdAt: number;
  /** Undefined: events are kept for ever. */
  readonly retentionDays: number | undefined;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  readonly firstEventAt: number | undefined;
  readonly lastEventAt: number | undefined;
  readonly lastIngestedAt: number | undefined;
}

export interface NewLogEvent {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

export interface LogEvent extends NewLogEvent {
  readonly id: number;
  readonly stream: string;
  readonly ingestedAt: number;
}

/** Where an event stands in the order of time. */
export interface EventPosition {
  readonly timestamp: number;
  readonly id: number;
}

const TIMESTAMP_DIGITS = 13;
const ID_DIGITS = 43;

/** An event's id as the API shows it: 56 digits that grow with time. */
export function eventIdOf({ timestamp, id }: EventPosition): string {
  return String(timestamp).padStart(TIMESTAMP_DIGITS, '0') + String(id).padStart(ID_DIGITS, '0');
}

/** The position that an id stands for; undefined for text that is none. */
export function positionOf(eventId: string): EventPosition | undefined {
  if (!/^\d{56}$/.test(eventId)) return undefined;
  return {
    timestamp: Number(eventId.slice(0, TIMESTAMP_DIGITS)),
    id: Number(eventId.slice(TIMESTAMP_DIGITS)),
  };
}
