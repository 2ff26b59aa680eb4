/** How long the month of a point in time is, in milliseconds: AWS prorates by the hours of the month at hand. */
export function monthMs(time: number): number {
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return Date.UTC(year, month + 1) - Date.UTC(year, month);
}
