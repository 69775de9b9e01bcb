import fc from "fast-check"
import { isDeep } from "../../support/deep"
import { SEED } from "../../support/random-seed"
import { Play, type Ending } from "./play"
import type { GatewayProtocol } from "./protocol"
import type { ModelShop } from "./shop"
import { stories } from "./story"

/** How many stories are promised: `GULDASTA_STORIES` says another number, for who has less time or more. */
export const STORIES = Number(process.env.GULDASTA_STORIES ?? (isDeep ? 1000 : 100))
/** Far more than they take, on a slow machine too: about a second each where nothing else runs. */
export const STORIES_WITHIN_MS = STORIES * 6_000

/** Stories of several orders go on side by side. */
const AT_ONCE = 4

/**
 * Plays the promised number of random stories, each about an order that waits to be paid. The seed is printed; `PROPERTY_SEED`
 * plays another's.
 *
 * @throws the first story after which something is not as it must be, or that fewer were played than promised
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
      // The shop remembers what was done to it: a shorter way to the same failure begins in another shop.
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
