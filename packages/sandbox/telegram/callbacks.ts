import type { PressResult } from "./control-types"
import { badRequest } from "./errors"

/** After this a tap can be answered no more. */
const answerableMs = 60_000

type Waiting = { at: number; resolve: (result: PressResult) => void }

/** The taps that wait for the bot's answer. */
export class CallbackQueries {
  private readonly waiting = new Map<string, Waiting>()
  /** Real ids are long numbers, too: code that takes them for JavaScript numbers breaks here as well. */
  private last = BigInt(Date.now()) * 4_000_000n

  /** @param waitMs how long the person's app waits */
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

  /** @throws ApiError 400 for a tap that is unknown, too old or answered already */
  answer(id: string, result: PressResult) {
    this.forgetOld()
    const query = this.waiting.get(id)
    if (!query) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid")
    }
    this.waiting.delete(id)
    query.resolve(result)
  }

  /** The sandbox is closing: nobody waits any more. */
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
