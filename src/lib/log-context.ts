import { callValue } from "./call-value"

/** Ids that log lines carry; never a name, a phone or an address. */
export type LogContext = {
  /** Telegram's update_id. */
  update?: number
  order?: string
}

const current = callValue<LogContext>("log context")

/** Runs `act`; every line that it logs carries the given context. */
export function about<Result>(context: LogContext, act: () => Result): Result {
  return current.run({ ...current.get(), ...context }, act)
}

/** The log context of the current asynchronous call. */
export function logContext(): LogContext {
  return current.get() ?? {}
}
