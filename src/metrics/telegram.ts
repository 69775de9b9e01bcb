import type { Transformer } from "grammy"
import { telegramCalls } from "./index"

let lastAnswer: Date | undefined

/** When Telegram last answered this process, whatever it said; undefined when it never did. */
export function lastTelegramAnswer(): Date | undefined {
  return lastAnswer
}

/** Counts each call to the Bot API: `bot.api.config.use(countCalls)`. A call without an answer counts as lost. */
export const countCalls: Transformer = async (call, method, payload, signal) => {
  try {
    const response = await call(method, payload, signal)
    lastAnswer = new Date()
    telegramCalls.inc({ method, outcome: response.ok ? "ok" : String(response.error_code) })
    return response
  } catch (error) {
    telegramCalls.inc({ method, outcome: signal?.aborted ? "stopped" : "lost" })
    throw error
  }
}
