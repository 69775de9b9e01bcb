import { eventually } from "../support/eventually"
import { ShopProcesses } from "../support/shop-processes"
import { crowdedSandbox, knowTheBot, SHOPPERS } from "./crowd"
import { Ledger, ledgerOf, oddOrders, setStock } from "./ledger"
import {
  addsByTap,
  bouquet,
  comesFor,
  goesToSummary,
  pays,
  WebShopper,
  widenSlots,
  type Bouquet,
} from "./shopping"
import { topologies } from "./topologies"

/** Both bouquets contain this rose: "Pink cloud" S and "Silk road" M take nine each. */
const ROSE = "ROSE-PINK-50"
const ROSES_IN_A_BOUQUET = 9
const BOUQUETS = 10

jest.setTimeout(600_000)

describe.each(topologies())("the last flowers and $name", ({ modes, options }) => {
  let shop: ShopProcesses
  let ledger: Ledger
  let cloud: Bouquet
  let silk: Bouquet

  beforeAll(async () => {
    shop = await ShopProcesses.open({ ...options, sandbox: crowdedSandbox() })
    await widenSlots(shop)
    await setStock(shop, ROSE, BOUQUETS * ROSES_IN_A_BOUQUET)
    await setStock(shop, "HYDRANGEA-BLUE-50", 1)
    await knowTheBot(shop, SHOPPERS)
    await shop.start(...modes)
    ledger = await Ledger.open(shop)
    cloud = await bouquet(shop, "pink-cloud", "S")
    silk = await bouquet(shop, "silk-road", "M")
  })

  afterAll(() => shop?.end())

  const orderCount = async () => (await shop.rows(`select id from "order"`)).length

  it("holds a last piece for one of ten shoppers who tap in parallel", async () => {
    const stem = await stemOf("HYDRANGEA-BLUE-50")
    const people = SHOPPERS.slice(0, 10).map((id) => shop.telegram().person(id))
    await Promise.all(people.map((person) => comesFor(person, stem)))

    const took = await Promise.all(people.map(addsByTap))

    expect(took.filter(Boolean)).toHaveLength(1)
    const [line] = (await ledgerOf(shop)).filter(({ sku }) => sku === "HYDRANGEA-BLUE-50")
    expect(line).toMatchObject({ stocked: 1, held: 1, reserved: 0 })
    expect(await ledger.faults()).toEqual([])
  })

  it("sells ten bouquets of the same roses to a hundred carts, half of them in the bot", async () => {
    const inBot = SHOPPERS.map((id) => shop.telegram().person(id))
    await Promise.all(inBot.map((person) => comesFor(person, cloud)))
    const onWeb = await Promise.all(SHOPPERS.map(() => WebShopper.comes(shop)))

    const sold = await Promise.all([
      ...inBot.map(async (person) => {
        if (await addsByTap(person)) {
          await goesToSummary(person)
          await pays(person)
          return 1
        }
        return 0
      }),
      ...onWeb.map(async (web, index) => {
        if (await web.adds(index % 2 ? cloud.variantId : silk.variantId)) {
          const order = await web.orders()
          return "orderId" in order ? 1 : 0
        }
        return 0
      }),
    ])

    expect(sold.reduce<number>((sum, one) => sum + one, 0)).toBe(BOUQUETS)
    expect(await orderCount()).toBe(BOUQUETS)
    await eventually(async () => {
      const [roses] = (await ledgerOf(shop)).filter(({ sku }) => sku === ROSE)
      expect(roses).toMatchObject({ stocked: 90, reserved: 90, held: 0 })
    })
    expect(await ledger.faults()).toEqual([])
    expect(await oddOrders(shop)).toEqual([])
    expect(shop.errors()).toEqual([])
  })

  /** The product that sells this flower as single stems. */
  async function stemOf(sku: string): Promise<Bouquet> {
    const [row] = await shop.rows<{ product: string; variant: string; handle: string }>(
      `select p.id as product, v.id as variant, p.handle
       from inventory_item ii
       join product_variant_inventory_item pvi on pvi.inventory_item_id = ii.id and pvi.required_quantity = 1
       join product_variant v on v.id = pvi.variant_id and v.sku = ii.sku
       join product p on p.id = v.product_id
       where ii.sku = $1`,
      sku,
    )
    return { handle: row.handle, productId: row.product, variantId: row.variant }
  }
})
