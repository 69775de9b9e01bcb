import type { Fault } from "./control-types"
import { ApiError, forbidden, tooManyRequests } from "./errors"

export type CallFault = { delayMs: number; refusal?: ApiError; loseAnswer: boolean }

const serverErrors = {
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
}

/** The simulated faults. Each is used up after `times` matching calls. */
export class Faults {
  private faults: (Fault & { times: number })[] = []

  list(): Fault[] {
    return this.faults
  }

  add(fault: Fault) {
    this.faults.push({ ...fault, times: fault.times ?? 1 })
  }

  clear() {
    this.faults = []
  }

  /** Takes the faults of a call: all matching delays, and the first matching other fault. */
  takeForCall(method: string, chatId: number | undefined): CallFault {
    const happening: CallFault = { delayMs: 0, loseAnswer: false }
    const matches = (fault: Fault) =>
      fault.kind.type !== "update_twice" &&
      (fault.method === "*"
        ? method !== "getUpdates"
        : fault.method.toLowerCase() === method.toLowerCase()) &&
      (fault.chat_id === undefined || fault.chat_id === chatId)

    for (const { kind } of this.useUp((fault) => matches(fault) && fault.kind.type === "delay")) {
      if (kind.type === "delay") happening.delayMs += kind.ms
    }
    const [other] = this.useUp((fault) => matches(fault) && fault.kind.type !== "delay", 1)
    if (other?.kind.type === "too_many_requests") happening.refusal = tooManyRequests(other.kind.retry_after)
    if (other?.kind.type === "blocked") happening.refusal = forbidden("bot was blocked by the user")
    if (other?.kind.type === "server_error") {
      const status = other.kind.status ?? 500
      happening.refusal = new ApiError(status, serverErrors[status])
    }
    happening.loseAnswer = other?.kind.type === "answer_lost"
    return happening
  }

  /** @returns the number of times to deliver the update */
  takeForUpdate(chatId: number) {
    const [twice] = this.useUp(
      ({ kind, chat_id }) => kind.type === "update_twice" && (chat_id === undefined || chat_id === chatId),
      1,
    )
    return twice ? 2 : 1
  }

  private useUp(matches: (fault: Fault) => boolean, atMost = Infinity) {
    const used = this.faults.filter(matches).slice(0, atMost)
    for (const fault of used) fault.times--
    this.faults = this.faults.filter((fault) => fault.times > 0)
    return used
  }
}
