import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { DILNOZA, FLORISTS, MARINA } from "../bot/support"
import { eventually } from "../support/eventually"
import { ShopProcesses } from "../support/shop-processes"
import { crowdedSandbox, knowTheBot, SHOPPERS } from "./crowd"
import { Ledger, oddOrders } from "./ledger"
import { standStillBefore, type Standstill } from "./moments"
import { addsByTap, bouquet, comesFor, goesToSummary, WebShopper, widenSlots, type Bouquet } from "./shopping"
import { saying } from "../support/labels"

jest.setTimeout(900_000)

/**
 * Time limit in ms for recovery. An update is taken over after its lease expires, a message after its claim expires.
 */
const RECOVERED_MS = 240_000

/** The points at which the actions of three people are blocked. */
type Moment = {
  name: string
  /** The next table that accepting an order writes to. */
  accepting: string
  /** The next table that placing an order writes to. */
  checkout: string
  /** The next tables that adding a bouquet to a cart writes to; only the last one is blocked. */
  holding: string[]
}

const moments: Moment[] = [
  {
    name: "before the flowers are written off, before the stock is reserved, between hold and cart line",
    accepting: "fulfillment",
    checkout: "reservation_item",
    holding: ["cart_line_item"],
  },
  {
    name: "before the florist is stored, before the assignment is created, before the hold",
    accepting: "workshop_assignment",
    checkout: "workshop_assignment",
    holding: ["cart_hold"],
  },
  {
    name: "before the florist is stored, before the order is stored, between cart line and end of the update",
    accepting: "workshop_assignment",
    checkout: "order",
    holding: ["cart_line_item", "telegram_update"],
  },
]

describe("a shop that is killed in the middle of an action", () => {
  let shop: ShopProcesses
  let ledger: Ledger
  let cloud: Bouquet
  let people: SandboxPerson[]
  let florists: SandboxPerson[]

  beforeAll(async () => {
    shop = await ShopProcesses.open({ sandbox: crowdedSandbox() })
    await widenSlots(shop)
    await knowTheBot(shop, [DILNOZA, MARINA, ...SHOPPERS])
    await shop.start("shared")
    ledger = await Ledger.open(shop)
    cloud = await bouquet(shop, "pink-cloud")
    people = SHOPPERS.map((id) => shop.telegram().person(id))
    florists = [DILNOZA, MARINA].map((id) => shop.telegram().person(id))
    await Promise.all(florists.map((florist) => florist.sends("/start")))
  })

  afterAll(() => shop?.end())

  it.each(moments)("$name: nothing is lost or duplicated", async ({ accepting, checkout, holding }) => {
    const [shopper, adder] = people.splice(0, 2)
    const [florist] = florists
    const ordersBefore = await openOrders()
    const acceptedBefore = (await shop.rows("select id from fulfillment where canceled_at is null")).length
    await orderedOnTheWeb()
    await florist.sees(saying("workshop.card_offered"), { in: FLORISTS, anyTime: true, within: RECOVERED_MS })
    await comesFor(shopper, cloud)
    await addsByTap(shopper)
    await goesToSummary(shopper)
    await comesFor(adder, cloud)

    const stills: Standstill[] = []
    const until = async (table: string, act?: () => Promise<unknown>) => {
      stills.push(await standStillBefore(shop.databaseUrl, table))
      // The tap gets no answer: its process dies.
      void act?.().catch(() => undefined)
      await stills[stills.length - 1].reached()
    }
    await until(accepting, () => florist.taps(saying("workshop.do_accept"), { in: FLORISTS }))
    if (checkout === accepting) {
      void shopper.taps(saying("checkout.pay_pp_system_default")).catch(() => undefined)
      await stills[0].reached(2)
    } else {
      await until(checkout, () => shopper.taps(saying("checkout.pay_pp_system_default")))
    }
    await until(holding[0], () => adder.taps(saying("catalog.add_to_cart")))
    for (const table of holding.slice(1)) {
      const before = stills.pop()
      stills.push(await standStillBefore(shop.databaseUrl, table))
      await before?.release()
      await stills[stills.length - 1].reached()
    }
    const [process] = shop.processes
    await process.kill()
    await Promise.all(stills.map((still) => still.release()))
    await process.start()

    await eventually(async () => {
      expect(await shop.rows("select id from telegram_update where handled_at is null")).toEqual([])
      expect(await openOrders()).toBe(ordersBefore + 2)
      expect(await oddOrders(shop)).toEqual([])
      expect(await ledger.faults()).toEqual([])
      expect(await linesOf(adder)).toEqual([{ quantity: 1, held: 9 }])
    }, RECOVERED_MS)
    await adder.sees(saying("catalog.added"), { anyTime: true })
    await shopper.sees(saying("checkout.placed"), { anyTime: true, within: RECOVERED_MS })
    await eventually(async () => {
      const accepted = await shop.rows(
        "select id from workshop_assignment where status = 'accepted' and fulfillment_id is not null",
      )
      const fulfilled = await shop.rows("select id from fulfillment where canceled_at is null")
      expect([accepted.length, fulfilled.length]).toEqual([acceptedBefore + 1, acceptedBefore + 1])
    }, RECOVERED_MS)
  })

  it("a bouquet for the showcase is made once and as a whole, before its stems are taken and before it is on sale", async () => {
    const [first, second] = florists
    const stocked = async () => {
      const [{ pieces }] = await shop.rows<{ pieces: number }>(
        `select sum(level.stocked_quantity)::int as pieces from inventory_level level
         join inventory_item item on item.id = level.inventory_item_id where item.sku = 'ROSE-CREAM-70'`,
      )
      return pieces
    }
    const before = await stocked()
    for (const florist of florists) {
      await florist.sends("/stock")
      await florist.taps(saying("showcase.make"))
      await florist.taps(saying("showcase.photo_none"))
      await florist.sends("кремовая")
      await florist.taps("Роза кремовая, 70 см")
      await florist.taps(/^2$/)
      await florist.sees(saying("showcase.price_proposed"))
    }
    const onSale = await standStillBefore(shop.databaseUrl, "product_variant")
    void first.taps(saying("showcase.record")).catch(() => undefined)
    await onSale.reached()
    expect(await stocked()).toBe(before - 2)
    const taken = await standStillBefore(shop.databaseUrl, "stock_movement")
    void second.taps(saying("showcase.record")).catch(() => undefined)
    await taken.reached()
    const [process] = shop.processes
    await process.kill()
    await Promise.all([onSale.abandon(), taken.abandon()])
    expect(await stocked()).toBe(before - 2)
    await process.start()

    await eventually(async () => {
      expect(await shop.rows("select status from showcase_bouquet")).toEqual([
        { status: "offered" },
        { status: "offered" },
      ])
      expect(await stocked()).toBe(before - 4)
    }, RECOVERED_MS)
    const products = "select from product where handle like 'ready-%' and status = 'published'"
    expect(await shop.rows(products)).toHaveLength(2)
    // Each bouquet took its stems once, and has their value.
    const moves =
      "select quantity::int, value::int from stock_movement where kind = 'assembly' order by quantity"
    const rows = await shop.rows<{ quantity: number; value: number }>(moves)
    expect(rows.map(({ quantity }) => quantity)).toEqual([-2, -2, 1, 1])
    expect(rows.reduce((sum, { value }) => sum + value, 0)).toBe(0)
  })

  const openOrders = async () => (await shop.rows(`select id from "order" where status <> 'canceled'`)).length

  /** The lines of a person's cart, with the roses that its hold keeps. */
  const linesOf = ({ id }: SandboxPerson) =>
    shop.rows(
      `select li.quantity::int, (
         select sum(hi.quantity)::int from cart_hold h join cart_hold_item hi on hi.hold_id = h.id
         join inventory_item ii on ii.id = hi.inventory_item_id
         where h.cart_id = a.cart_id and ii.sku = 'ROSE-PINK-50' and hi.deleted_at is null
       ) as held
       from telegram_account a join cart_line_item li on li.cart_id = a.cart_id and li.deleted_at is null
       where a.telegram_id = $1`,
      String(id),
    )

  async function orderedOnTheWeb(): Promise<void> {
    const web = await WebShopper.comes(shop)
    await web.adds(cloud.variantId)
    expect(await web.orders()).toHaveProperty("orderId")
  }
})
