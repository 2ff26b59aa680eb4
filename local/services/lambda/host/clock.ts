/** Makes this thread live so many milliseconds ahead of the machine's clock, as all that it calls does. */
export function shiftClock(offsetMs: number): void {
  const Machine = Date;
  const now = () => Machine.now() + offsetMs;
  globalThis.Date = new Proxy(Machine, {
    apply: () => new Machine(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
}
