import { AsyncLocalStorage } from "node:async_hooks"

/** What lines of the log are about, by their ids; never a name, a phone or an address. */
export type LogContext = {
  /** Telegram's id of an update. */
  update?: number
  /** An order's number. */
  order?: string
}

const current = new AsyncLocalStorage<LogContext>()

/** Does something, and every line that is logged on its way says what it was about. */
export function about<Result>(context: LogContext, act: () => Result): Result {
  return current.run({ ...current.getStore(), ...context }, act)
}

/** What a line that is logged at this moment is about. */
export function logContext(): LogContext {
  return current.getStore() ?? {}
}
