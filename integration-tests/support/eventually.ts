import { setTimeout as sleep } from "node:timers/promises"

/**
 * Waits until an expectation holds.
 *
 * @param check throws while it does not hold
 * @param within in milliseconds; then its last failure is thrown
 */
export async function eventually<Result>(
  check: () => Result | Promise<Result>,
  within = 60_000,
): Promise<Result> {
  for (const until = Date.now() + within; ; await sleep(50)) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > until) {
        throw error
      }
    }
  }
}
