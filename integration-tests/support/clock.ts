/** Runs `act` with the JavaScript clock of this process some milliseconds behind. PostgreSQL keeps its time. */
export async function withClockBehind(ms: number, act: () => Promise<void>): Promise<void> {
  const real = globalThis.Date
  const now = () => real.now() - ms
  globalThis.Date = new Proxy(real, {
    construct: (target, args: ConstructorParameters<DateConstructor>) =>
      args.length ? new target(...args) : new target(now()),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  })
  try {
    await act()
  } finally {
    globalThis.Date = real
  }
}
