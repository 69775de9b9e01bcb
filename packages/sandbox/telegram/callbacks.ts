import type { PressResult } from "./control-types"
import { badRequest } from "./errors"

/** Telegram accepts no answer to a tap after this time. */
const answerableMs = 60_000

type Waiting = { at: number; resolve: (result: PressResult) => void }

/** Taps that wait for the bot's answer. */
export class CallbackQueries {
  private readonly waiting = new Map<string, Waiting>()
  /** Ids exceed JavaScript's safe integers, as Telegram's do, so that code that parses them as numbers fails here too. */
  private last = BigInt(Date.now()) * 4_000_000n

  /** @param waitMs time that the person's app waits for the answer */
  open(waitMs: number): { id: string; result: Promise<PressResult> } {
    this.forgetOld()
    const id = String(++this.last)
    const result = new Promise<PressResult>((resolve) => {
      const timer = setTimeout(() => resolve({ answered: false }), waitMs)
      this.waiting.set(id, {
        at: Date.now(),
        resolve: (answer) => {
          clearTimeout(timer)
          resolve(answer)
        },
      })
    })
    return { id, result }
  }

  /** @throws ApiError 400 when the tap is unknown, too old or already answered */
  answer(id: string, result: PressResult) {
    this.forgetOld()
    const query = this.waiting.get(id)
    if (!query) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid")
    }
    this.waiting.delete(id)
    query.resolve(result)
  }

  /** Ends all waits as unanswered, because the sandbox is closing. */
  close() {
    for (const { resolve } of this.waiting.values()) resolve({ answered: false })
    this.waiting.clear()
  }

  private forgetOld() {
    for (const [id, { at }] of this.waiting) {
      if (Date.now() - at > answerableMs) this.waiting.delete(id)
    }
  }
}
