import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createProductsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  updateProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import { CURRENCY } from "../../src/lib/shop"
import { label, saying } from "../support/labels"
import { accountOf, goesToCheckout, ordersOf, putIntoCart, tellsAll } from "./checkout-support"
import { comesIn, labels, productByHandle } from "./shopper-support"
import { ADMINS, AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS, MADINA } from "./support"
import { enters, eventually, leavesShop, takesCash } from "./workshop-support"

botSuite("mixed orders", ({ telegram, container }) => {
  const within = 60_000
  const people = () => ({
    aziza: telegram().person(AZIZA),
    dilnoza: telegram().person(DILNOZA),
    bobur: telegram().person(BOBUR),
    madina: telegram().person(MADINA),
  })
  const fulfillment = () => container().resolve(Modules.FULFILLMENT)

  /** Creates a product that the bot sells. */
  async function product(
    handle: string,
    more: { shipping_profile_id?: string; manage_inventory?: boolean } = {},
  ) {
    const { manage_inventory = false, ...given } = more
    const channels = await container().resolve(Modules.SALES_CHANNEL).listSalesChannels({})
    const { result } = await createProductsWorkflow(container()).run({
      input: {
        products: [
          {
            title: `Product ${handle}`,
            handle,
            status: ProductStatus.PUBLISHED,
            sales_channels: channels.map(({ id }) => ({ id })),
            options: [{ title: "Size", values: ["M"] }],
            variants: [
              {
                title: "M",
                options: { Size: "M" },
                prices: [{ currency_code: CURRENCY, amount: 50_000 }],
                manage_inventory,
              },
            ],
            ...given,
          },
        ],
      },
    })
    if (manage_inventory) {
      await stock(result[0].variants[0].id)
    }
    return result[0]
  }

  async function stock(variantId: string) {
    const { data } = await container()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({
        entity: "variant",
        fields: ["inventory_items.inventory_item_id"],
        filters: { id: variantId },
      })
    const locations = await container().resolve(Modules.STOCK_LOCATION).listStockLocations({})
    const [found]: unknown[] = data
    const { inventory_items: items } = found as { inventory_items: { inventory_item_id: string }[] }
    await container()
      .resolve(Modules.INVENTORY)
      .createInventoryLevels([
        {
          inventory_item_id: items[0].inventory_item_id,
          location_id: locations[0].id,
          stocked_quantity: 10,
        },
      ])
  }

  const defaultProfile = async () => (await fulfillment().listShippingProfiles({ type: "default" }))[0].id

  /** A shipping profile, with a free option for pick-up if `pickup` is set. */
  async function profile(name: string, { pickup = false } = {}): Promise<string> {
    const { result } = await createShippingProfilesWorkflow(container()).run({
      input: { data: [{ name, type: name }] },
    })
    const [known] = await fulfillment().listShippingOptions({}, { take: 1 })
    if (pickup) {
      await createShippingOptionsWorkflow(container()).run({
        input: [
          {
            name,
            price_type: "flat",
            provider_id: known.provider_id,
            service_zone_id: known.service_zone_id,
            shipping_profile_id: result[0].id,
            type: { label: name, description: name, code: `pickup-${name}` },
            data: { method: "pickup" },
            prices: [{ currency_code: CURRENCY, amount: 0 }],
            rules: [],
          },
        ],
      })
    }
    return result[0].id
  }

  async function fulfillmentsOf(orderId: string) {
    const { data } = await container()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({
        entity: "order",
        fields: ["fulfillments.requires_shipping", "fulfillments.delivered_at", "fulfillments.items.title"],
        filters: { id: orderId },
      })
    const [order]: unknown[] = data
    const { fulfillments } = order as {
      fulfillments: { requires_shipping: boolean; delivered_at: string | null; items: object[] }[]
    }
    return fulfillments
      .map(({ requires_shipping, delivered_at }) => [requires_shipping, Boolean(delivered_at)])
      .sort()
  }

  it("fulfils a bouquet, a product without kept stock and a gift certificate, and delivers all of it", async () => {
    const { aziza, dilnoza, bobur } = people()
    await Promise.all([enters(dilnoza), enters(bobur)])
    await product("certificate")
    await product("vase", { shipping_profile_id: await defaultProfile() })
    await goesToCheckout(container(), aziza)
    await putIntoCart(container(), AZIZA, { handle: "certificate" })
    await putIntoCart(container(), AZIZA, { handle: "vase" })
    await tellsAll(aziza)
    await aziza.taps(saying("checkout.pay_pp_system_default"))
    await aziza.sees(saying("checkout.placed"))

    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))
    const [{ id }] = await ordersOf(container())
    expect(await fulfillmentsOf(id)).toEqual([
      [false, false],
      [true, false],
    ])
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
    await bobur.sees(saying("workshop.work_taken"))
    await leavesShop(bobur)
    await bobur.sees(saying("workshop.work_on_the_way"))
    await takesCash(bobur)
    await aziza.sees(saying("notices.delivered"), { within, anyTime: true })
    expect(await fulfillmentsOf(id)).toEqual([
      [false, true],
      [true, true],
    ])
    expect((await ordersOf(container()))[0]).toMatchObject({
      status: "completed",
      assignment: { status: "delivered" },
    })
  })

  it("says that a cart cannot be delivered as one order, and tells the owner which product nobody can order", async () => {
    const { aziza, madina } = people()
    await product("cactus", { shipping_profile_id: await profile("Cacti") })
    await product("ribbon", { manage_inventory: true })
    await comesIn(aziza)
    await putIntoCart(container(), AZIZA, {})
    await putIntoCart(container(), AZIZA, { handle: "cactus" })
    await putIntoCart(container(), AZIZA, { handle: "ribbon" })
    await aziza.sends("/cart")
    await aziza.taps(saying("cart.checkout"))
    await aziza.sees(saying("errors.not_deliverable"))
    for (const handle of ["cactus", "ribbon"]) {
      await madina.sees(saying("notices.admin_undeliverable", { title: `Product ${handle}` }), {
        in: ADMINS,
        within,
        anyTime: true,
      })
    }
  })

  it("offers only the pick-up to a product that is only picked up", async () => {
    const { aziza } = people()
    await product("palm", { shipping_profile_id: await profile("Palms", { pickup: true }) })
    await comesIn(aziza)
    await putIntoCart(container(), AZIZA, { handle: "palm" })
    await aziza.sends("/cart")
    await aziza.taps(saying("cart.checkout"))
    await aziza.sees(saying("checkout.ask_method"))
    const offered = await labels(aziza)
    expect(offered).toContain(label("checkout.method_pickup"))
    expect(offered).not.toContain(label("checkout.method_me"))
    expect(offered).not.toContain(label("checkout.method_someone"))
    await aziza.taps(saying("checkout.method_pickup"))
    await aziza.sees(saying("checkout.ask_phone_me"))
    await aziza.sends("90 123 45 67")
    await aziza.taps(/🕐 \d/)
    await aziza.sees(saying("checkout.summary"))
    await aziza.taps(saying("checkout.pay_pp_system_default"))
    await aziza.sees(saying("checkout.placed"))
    expect((await accountOf(container(), AZIZA)).cart_id).toBeNull()
  })

  it("tells the florist and the owner by name what stops an order, until it is corrected", async () => {
    const { aziza, dilnoza, madina } = people()
    await enters(dilnoza)
    await goesToCheckout(container(), aziza)
    await tellsAll(aziza)
    await aziza.taps(saying("checkout.pay_pp_system_default"))
    await aziza.sees(saying("checkout.placed"))
    const { id, title } = await productByHandle(container(), "pink-cloud")
    const setProfile = (shipping_profile_id: string) =>
      updateProductsWorkflow(container()).run({
        input: { selector: { id }, update: { shipping_profile_id } },
      })
    await setProfile(await profile("Cacti"))

    const refused = await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    expect(refused).toMatchObject({ show_alert: true, text: label("errors.not_shippable") })
    await madina.sees(saying("notices.admin_not_shippable", { number: 1 }), {
      in: ADMINS,
      within,
      anyTime: true,
    })
    expect(title).toBeTruthy()
    expect((await ordersOf(container()))[0].assignment?.status).toBe("offered")

    await setProfile(await defaultProfile())
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await eventually(async () => (await ordersOf(container()))[0].assignment?.status === "accepted")
  })
})
