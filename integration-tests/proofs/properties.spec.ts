import fc from "fast-check"
import { isDeep } from "../support/deep"
import { SEED } from "../support/random-seed"
import { ShopProcesses } from "../support/shop-processes"
import { crowdedSandbox, knowTheBot, SHOPPERS } from "./crowd"
import { ledgerOf, setStock } from "./ledger"
import { Moment, TEXTS, type Act, type Model, type Real } from "./random-shopping"
import { widenSlots } from "./shopping"

/** Duration of the random shopping in ms. */
const SHOPPING_MS = isDeep ? 15 * 60_000 : 60_000
jest.setTimeout(SHOPPING_MS + 300_000)

const PEOPLE = SHOPPERS.slice(0, 3)
/** Stock so small that shoppers compete for the last pieces. */
const SCARCE = { "ROSE-PINK-50": 30, "ROSE-RED-60": 20, "PEONY-PINK-50": 4 }

const choice = fc.nat({ max: 1000 })
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant("tap" as const), choice }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("tap an older screen" as const), choice }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("press the keyboard" as const), choice }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("type" as const), text: fc.constantFrom(...TEXTS) }),
  },
)
const moment = fc.tuple(...PEOPLE.map(() => fc.option(act, { freq: 4 }))).map((acts) => new Moment(acts))

describe("shoppers who tap random buttons", () => {
  let shop: ShopProcesses

  beforeAll(async () => {
    shop = await ShopProcesses.open({ sandbox: crowdedSandbox() })
    await widenSlots(shop)
    await knowTheBot(shop, PEOPLE)
    for (const [sku, pieces] of Object.entries(SCARCE)) {
      await setStock(shop, sku, pieces)
    }
    await shop.start("shared")
  })

  afterAll(() => shop?.end())

  it("see no error and no other person's cart, and only orders change the stock", async () => {
    console.log(`Random shopping with seed ${SEED} (repeat: PROPERTY_SEED=${SEED} npm test -- properties)`)
    const people = PEOPLE.map((id) => shop.telegram().person(id))
    await Promise.all(people.map((person) => person.sends("/start")))
    const pieces = new Map((await ledgerOf(shop)).map(({ sku, stocked, used }) => [sku, stocked + used]))
    const until = Date.now() + SHOPPING_MS
    const begin = async (): Promise<{ model: Model; real: Real }> => ({
      model: { pieces, until },
      real: { shop, people },
    })

    await fc.assert(
      fc.asyncProperty(fc.commands([moment], { maxCommands: 40, size: "max" }), async (commands) => {
        // When the time is over, the remaining runs do nothing and the current one finishes.
        if (Date.now() < until) {
          await fc.asyncModelRun(begin, commands)
        }
      }),
      {
        seed: SEED,
        numRuns: 1000,
        // No shrinking: the shop keeps the effects of earlier runs, so a shorter run needs a fresh shop.
        endOnFailure: true,
      },
    )
    const [{ count }] = await shop.rows<{ count: number }>(
      "select count(*)::int as count from telegram_update",
    )
    console.log(`The shoppers sent ${count} updates.`)
    expect(count).toBeGreaterThan(10)
  })
})
