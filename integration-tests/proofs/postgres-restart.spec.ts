import { AZIZA, DILNOZA, FLORISTS } from "../bot/support"
import { eventually } from "../support/eventually"
import { OwnPostgres } from "../support/own-postgres"
import { ShopProcesses } from "../support/shop-processes"
import { knowTheBot } from "./crowd"
import { Ledger, oddOrders } from "./ledger"
import { addsByTap, bouquet, comesFor, goesToSummary, pays, widenSlots } from "./shopping"
import { saying } from "../support/labels"

jest.setTimeout(600_000)

const RECOVERED_MS = 180_000

describe("a shop whose PostgreSQL restarts", () => {
  let postgres: OwnPostgres
  let shop: ShopProcesses

  beforeAll(async () => {
    postgres = await OwnPostgres.open()
    shop = await ShopProcesses.open({ postgres })
    await widenSlots(shop)
    await knowTheBot(shop, [AZIZA, DILNOZA])
    await shop.start("shared")
  })

  afterAll(async () => {
    await shop?.end()
    await postgres?.close()
  })

  it("answers each tap of the outage once, and recovers without help", async () => {
    const ledger = await Ledger.open(shop)
    const telegram = shop.telegram()
    const [aziza, dilnoza] = [telegram.person(AZIZA), telegram.person(DILNOZA)]
    await dilnoza.sends("/start")
    await comesFor(aziza, await bouquet(shop, "pink-cloud"))
    await postgres.stop()
    await expect(shop.rows("select 1")).rejects.toThrow()

    const added = addsByTap(aziza)
    await eventually(async () => {
      const { webhook } = await telegram.bot()
      expect(webhook?.pending_update_count).toBeGreaterThan(0)
    })
    await postgres.start()

    expect(await added).toBe(true)
    const lines = await shop.rows<{ quantity: number }>("select quantity::int from cart_line_item")
    expect(lines).toEqual([{ quantity: 1 }])
    await goesToSummary(aziza)
    await pays(aziza)
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, anyTime: true, within: RECOVERED_MS })
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"), { within: RECOVERED_MS })
    expect(await oddOrders(shop)).toEqual([])
    expect(await ledger.faults()).toEqual([])
  })
})
