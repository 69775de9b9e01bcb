import type { Transformer } from "grammy"
import { telegramCalls } from "./index"

let answeredAt: Date | undefined
let lostAt: Date | undefined

/** Returns when the Bot API last answered this process, and whether a later call got no answer. */
export function telegramContact(): { answeredAt: Date | undefined; isLost: boolean } {
  return { answeredAt, isLost: lostAt !== undefined && (answeredAt === undefined || lostAt > answeredAt) }
}

/**
 * Counts each call to the Bot API; installed by `bot.api.config.use(countCalls)`. A call without an answer
 * counts as lost.
 */
export const countCalls: Transformer = async (call, method, payload, signal) => {
  try {
    const response = await call(method, payload, signal)
    answeredAt = new Date()
    telegramCalls.inc({ method, outcome: response.ok ? "ok" : String(response.error_code) })
    return response
  } catch (error) {
    const isStopped = signal?.aborted ?? false
    if (!isStopped) {
      lostAt = new Date()
    }
    telegramCalls.inc({ method, outcome: isStopped ? "stopped" : "lost" })
    throw error
  }
}
