import { ApiError } from "./errors"
import type { StripeState } from "./state"

type Answer = { status: number; body: unknown }

/**
 * Idempotency keys: a repeated request gets the first answer, and a different request with the same key is refused. A
 * request that failed with an ApiError is not stored.
 *
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export class Idempotency {
  private readonly running = new Set<string>()

  constructor(private readonly state: StripeState) {}

  async once(key: string | undefined, request: string, act: () => Promise<Answer>): Promise<Answer> {
    if (key === undefined) return act()
    const known = this.state.answered[key]
    if (known) {
      if (known.request === request) return { status: known.status, body: known.body }
      throw new ApiError(
        400,
        "Keys for idempotent requests can only be used with the same parameters they were first used with.",
        { type: "idempotency_error" },
      )
    }
    if (this.running.has(key)) {
      throw new ApiError(409, "There is currently another in-progress request using this Idempotent Key.", {
        type: "idempotency_error",
        code: "idempotency_key_in_use",
      })
    }
    this.running.add(key)
    try {
      const answer = await act()
      this.state.answered[key] = { request, ...answer, body: structuredClone(answer.body) }
      return answer
    } finally {
      this.running.delete(key)
    }
  }
}
