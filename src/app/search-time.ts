/** A day, or a day and a time, with or without a zone. Date.parse alone takes much more, and each machine's own zone. */
const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?$/i;

/** Where a day or a time begins, in milliseconds since the epoch; undefined for any other text. UTC where it names no zone. */
export function startOf(text: string): number | undefined {
  const [, day, time = '00:00', zone = 'Z'] = TIME.exec(text) ?? [];
  const ms = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Where it ends: a day with its last moment. */
export function endOf(text: string): number | undefined {
  const [, day, time = '23:59:59.999', zone = 'Z'] = TIME.exec(text) ?? [];
  return startOf(`${day}T${time}${zone}`);
}
