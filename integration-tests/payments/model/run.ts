import fc from "fast-check"
import { isDeep } from "../../support/deep"
import { SEED } from "../../support/random-seed"
import { Play, type Ending } from "./play"
import type { GatewayProtocol } from "./protocol"
import type { ModelShop } from "./shop"
import { stories } from "./story"

/** Number of stories to play. `GULDASTA_STORIES` overrides it. */
const STORIES = Number(process.env.GULDASTA_STORIES ?? (isDeep ? 1000 : 100))
/** Time limit in ms. A story takes about one second on an idle machine; the limit leaves room for a slow one. */
export const STORIES_WITHIN_MS = STORIES * 6_000

/** Number of orders whose stories run in parallel. */
const AT_ONCE = 4

/**
 * Plays the configured number of random stories, each on an order that awaits payment. Prints the seed;
 * `PROPERTY_SEED` repeats a run.
 *
 * @throws Error for the first story that breaks an invariant, or when too few stories ran
 */
export async function playStories(shop: ModelShop, gateway: GatewayProtocol): Promise<Map<Ending, number>> {
  console.log(`${STORIES} stories of ${gateway.provider} with seed ${SEED}`)
  const endings = new Map<Ending, number>()
  const story = stories({ asks: gateway.check !== undefined, acts: Object.keys(gateway.acts ?? {}) })
  const several = fc.array(story, { minLength: AT_ONCE, maxLength: AT_ONCE })
  const began = Date.now()
  await fc.assert(
    fc.asyncProperty(several, async (together) => {
      const ended = await Promise.all(
        together.map(async (one) => {
          const order = await shop.order()
          const ending = await new Play(shop, gateway, order).run(one)
          if (ending === "still unpaid") {
            shop.leave(order)
          }
          return ending
        }),
      )
      ended.forEach((ending) => endings.set(ending, (endings.get(ending) ?? 0) + 1))
    }),
    {
      seed: SEED,
      numRuns: Math.ceil(STORIES / AT_ONCE),
      interruptAfterTimeLimit: STORIES_WITHIN_MS,
      markInterruptAsFailure: true,
      // No shrinking: the shop keeps the effects of earlier runs, so a shorter story needs a fresh shop.
      endOnFailure: true,
      includeErrorInReport: true,
    },
  )
  const played = [...endings.values()].reduce((sum, count) => sum + count, 0)
  const seconds = Math.round((Date.now() - began) / 1000)
  console.log(`Played ${played} stories in ${seconds} s: ${JSON.stringify(Object.fromEntries(endings))}`)
  expect(played).toBeGreaterThanOrEqual(STORIES)
  return endings
}
