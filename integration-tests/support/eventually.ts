import { setTimeout as sleep } from "node:timers/promises"

/**
 * Repeats a check until it passes.
 *
 * @param check throws while the expectation is not met
 * @param within time limit in ms; after it, the last error is thrown
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
