import { AZIZA, DILNOZA, FLORISTS } from "../bot/support"
import { eventually } from "../support/eventually"
import { hasRedis, ShopProcesses } from "../support/shop-processes"
import { knowTheBot } from "./crowd"
import { Ledger, oddOrders } from "./ledger"
import { addsByTap, bouquet, comesFor, goesToSummary, pays, WebShopper, widenSlots } from "./shopping"
import { saying } from "../support/labels"

jest.setTimeout(600_000)

/** Time limit in ms. A sweep finds within a minute what a lost event did not deliver. */
const RECOVERED_MS = 180_000

const suite = hasRedis() ? describe : describe.skip

suite("a shop whose Redis is restarted and has forgotten everything", () => {
  let shop: ShopProcesses

  beforeAll(async () => {
    shop = await ShopProcesses.open({ redis: true })
    await widenSlots(shop)
    await knowTheBot(shop, [AZIZA, DILNOZA])
    await shop.start("server", "worker")
  })

  afterAll(() => shop?.end())

  it("announces the order whose event was lost, and recovers without help", async () => {
    const ledger = await Ledger.open(shop)
    const telegram = shop.telegram()
    const [aziza, dilnoza] = [telegram.person(AZIZA), telegram.person(DILNOZA)]
    await dilnoza.sends("/start")
    const cloud = await bouquet(shop, "pink-cloud")
    const web = await WebShopper.comes(shop)
    await web.adds(cloud.variantId)
    // The worker is stopped, so it misses the event, and Redis loses it.
    const [, worker] = shop.processes
    await worker.kill()
    expect(await web.orders()).toHaveProperty("orderId")
    await shop.redis?.restart()
    await worker.start()

    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, anyTime: true, within: RECOVERED_MS })

    await comesFor(aziza, cloud)
    await addsByTap(aziza)
    await shop.redis?.restart()
    await goesToSummary(aziza)
    await pays(aziza)
    await eventually(async () => {
      const cards = (await dilnoza.messages({ in: FLORISTS })).filter(({ buttons }) => buttons)
      expect(cards).toHaveLength(2)
    }, RECOVERED_MS)
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"), { within: RECOVERED_MS })
    expect(await oddOrders(shop)).toEqual([])
    expect(await ledger.faults()).toEqual([])
  })
})
