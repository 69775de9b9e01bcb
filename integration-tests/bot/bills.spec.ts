import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createCartWorkflow,
  createCustomerGroupsWorkflow,
  createPriceListsWorkflow,
  createPromotionsWorkflow,
  createRegionsWorkflow,
  linkCustomersToCustomerGroupWorkflow,
  updateProductVariantsWorkflow,
  updateShippingOptionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { forgetCatalog } from "../../src/bot/catalog/cache"
import { CASH_PROVIDER, CURRENCY } from "../../src/lib/shop"
import { addBouquetWorkflow } from "../../src/workflows/cart/add-bouquet"
import { placeOrderWorkflow } from "../../src/workflows/checkout/place-order"
import { listDeliverySlots } from "../../src/workflows/delivery/list-delivery-slots"
import { updateCartDeliveryWorkflow } from "../../src/workflows/delivery/update-cart-delivery"
import { forgetZones } from "../../src/workflows/delivery/zone-cache"
import { label, pattern, price, saying } from "../support/labels"
import { accountOf, goesToCheckout, ordersOf, putIntoCart, tellsAll } from "./checkout-support"
import { comesIn, labels, productByHandle, words } from "./shopper-support"
import { AZIZA, botSuite, DILNOZA, FLORISTS } from "./support"

/** The amounts of a bill, in minor units: "• Roses — 99 990 сум", "Скидка: −4 999,50 сум". */
function amountsIn(text: string) {
  const inMinorUnits = (amount: string) =>
    Math.round(Number(amount.replace(/\s/g, "").replace(",", ".")) * 100)
  const all = [...text.matchAll(/(?:—|:) (?<sign>[−+]?)(?<amount>\d[\d ]*(?:,\d+)?) сум/g)].map(
    ({ groups }) => (groups?.sign === "−" ? -1 : 1) * inMinorUnits(groups?.amount ?? ""),
  )
  return { parts: all.slice(0, -1), total: all[all.length - 1] }
}

/** Expects that the amounts of a bill add up to its total. */
function addsUp(text: string, total: number): void {
  const bill = amountsIn(text)
  expect(bill.total).toBe(total * 100)
  expect(bill.parts.length).toBeGreaterThan(0)
  expect(bill.parts.reduce((sum, part) => sum + part, 0)).toBe(bill.total)
}

botSuite("bills", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)

  async function promotion(code: string, target: "order" | "shipping_methods", value: number): Promise<void> {
    await createPromotionsWorkflow(container()).run({
      input: {
        promotionsData: [
          {
            code,
            type: "standard",
            status: "active",
            application_method: { type: "percentage", value, target_type: target, allocation: "across" },
          },
        ],
      },
    })
  }

  async function prices(
    handle: string,
    amounts: { currency_code: string; amount: number }[],
  ): Promise<string> {
    const [small] = (await productByHandle(container(), handle)).variants
    await updateProductVariantsWorkflow(container()).run({
      input: { selector: { id: small.id }, update: { prices: amounts } },
    })
    forgetCatalog()
    return small.id
  }

  async function collectionOf(orderId: string): Promise<number> {
    const { data } = await container()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["payment_collections.amount"], filters: { id: orderId } })
    return Number(data[0].payment_collections?.[0]?.amount)
  }

  it("an order with a discount of half a soum is paid as shown, and its amounts add up on every screen", async () => {
    const shopper = aziza()
    await prices("rose-red-60", [{ currency_code: CURRENCY, amount: 99_990 }])
    await promotion("FIVE", "order", 5)
    await comesIn(shopper)
    await putIntoCart(container(), AZIZA, { handle: "rose-red-60" })
    await shopper.sends("/cart")
    await shopper.taps(saying("cart.promo"))
    await shopper.sends("FIVE")
    const cart = words(await shopper.sees(saying("cart.promo_applied", { price: price(4_999.5) })))
    expect(cart).toMatch(saying("cart.discount", { codes: "FIVE", price: "4 999,50 сум" }))
    expect(cart).toMatch(saying("cart.total", { price: price(94_991) }))
    await shopper.taps(saying("cart.checkout", { price: price(94_991) }))
    await tellsAll(shopper)
    const summary = words(await shopper.screen())
    addsUp(summary, 114_991)
    expect(summary).toMatch(saying("checkout.line_rounding", { price: "+0,50 сум" }))
    await shopper.taps(
      saying("checkout.pay_button", {
        method: label("checkout.pay_pp_system_default"),
        total: price(114_991),
      }),
    )
    addsUp(words(await shopper.sees(saying("checkout.placed"))), 114_991)
    const [order] = await ordersOf(container())
    expect(await collectionOf(order.id)).toBe(114_991)
    await telegram()
      .person(DILNOZA)
      .sees(pattern`💰 ${price(114_991)}`, { in: FLORISTS })

    await shopper.taps(saying("checkout.status"))
    addsUp(words(await shopper.sees(saying("orders.order"))), 114_991)
    await shopper.taps(saying("orders.cancel"))
    await shopper.taps(saying("orders.cancel_yes"))
    addsUp(words(await shopper.sees(saying("orders.canceled"))), 114_991)
  })

  it("a code for the delivery is kept until the delivery is chosen, and takes off then", async () => {
    const shopper = aziza()
    await promotion("RIDE", "shipping_methods", 100)
    await promotion("BIG", "shipping_methods", 50)
    await comesIn(shopper)
    await putIntoCart(container(), AZIZA)
    await shopper.sends("/cart")
    for (const code of ["RIDE", "BIG"]) {
      await shopper.taps(saying("cart.promo"))
      await shopper.sends(code)
      await shopper.sees(saying("cart.promo_waits", { code }))
    }
    await shopper.taps(saying("cart.remove_code", { code: "BIG" }))
    const cart = words(await shopper.sees(saying("cart.promo_waiting", { codes: "RIDE" })))
    expect(cart).toMatch(saying("cart.total", { price: price(260_000) }))
    await shopper.taps(saying("cart.checkout", { price: price(260_000) }))
    await tellsAll(shopper)
    const summary = words(await shopper.screen())
    expect(summary).toMatch(saying("checkout.line_discount", { price: price(20_000) }))
    addsUp(summary, 260_000)
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    addsUp(words(await shopper.sees(saying("checkout.placed"))), 260_000)
  })

  it("a group's price is the same on the product's card, in the cart and in the order", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    const { customer_id: customerId } = await accountOf(container(), AZIZA)
    const small = (await productByHandle(container(), "pink-cloud")).variants[0].id
    const { result: groups } = await createCustomerGroupsWorkflow(container()).run({
      input: { customersData: [{ name: "Friends" }] },
    })
    await linkCustomersToCustomerGroupWorkflow(container()).run({
      input: { id: groups[0].id, add: [customerId ?? ""] },
    })
    await createPriceListsWorkflow(container()).run({
      input: {
        price_lists_data: [
          {
            title: "Friends",
            description: "Friends",
            status: "active",
            rules: { "customer.groups.id": [groups[0].id] },
            prices: [{ amount: 199_000, currency_code: CURRENCY, variant_id: small }],
          },
        ],
      },
    })
    forgetCatalog()
    const product = await productByHandle(container(), "pink-cloud")
    await shopper.sends("/cart")
    await shopper.sees(saying("cart.price_changed", { price: price(199_000) }))
    await shopper.taps(saying("cart.resolve"))
    await shopper.sees(saying("cart.total", { price: price(199_000) }))

    await shopper.sends(`/start p_${product.id}`)
    await shopper.sees(pattern`${price(199_000)}`)
    await shopper.taps(saying("catalog.add_to_cart", { price: price(199_000) }))
    await shopper.sees(saying("catalog.added"))
    await shopper.sends("/cart")
    const cart = words(await shopper.sees(saying("cart.total", { price: price(398_000) })))
    expect(cart).not.toContain("⚠️")
    expect(await labels(shopper)).toContain(label("cart.checkout", { price: price(398_000) }))

    const stranger = telegram().person(DILNOZA)
    await comesIn(stranger)
    await stranger.sends(`/start p_${product.id}`)
    await stranger.sees(pattern`${price(260_000)}`)
  })

  it("each order is shown in its own currency: two regions in one process", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    await shopper.sees(saying("checkout.placed"))

    const variantId = await prices("rose-red-60", [
      { currency_code: CURRENCY, amount: 25_000 },
      { currency_code: "usd", amount: 25.25 },
    ])
    const fulfillment = container().resolve(Modules.FULFILLMENT)
    const zones = await fulfillment.listServiceZones({}, { take: null })
    await fulfillment.createGeoZones(
      zones.map(({ id }) => ({ type: "country" as const, country_code: "us", service_zone_id: id })),
    )
    const options = await fulfillment.listShippingOptions({}, { take: null })
    await updateShippingOptionsWorkflow(container()).run({
      input: options.map(({ id }) => ({ id, prices: [{ currency_code: "usd", amount: 2.25 }] })),
    })
    forgetZones()
    const { result: regions } = await createRegionsWorkflow(container()).run({
      input: {
        regions: [
          { name: "USA", currency_code: "usd", countries: ["us"], payment_providers: [CASH_PROVIDER] },
        ],
      },
    })
    const account = await accountOf(container(), AZIZA)
    const channels = await container().resolve(Modules.SALES_CHANNEL).listSalesChannels({ name: "Telegram" })
    const { result: cart } = await createCartWorkflow(container()).run({
      input: {
        region_id: regions[0].id,
        sales_channel_id: channels[0].id,
        customer_id: account.customer_id ?? "",
      },
    })
    await addBouquetWorkflow(container()).run({
      input: { cart_id: cart.id, items: [{ variant_id: variantId, quantity: 1 }] },
    })
    const slots = await listDeliverySlots(container(), { method: "delivery", days: 3 })
    await updateCartDeliveryWorkflow(container()).run({
      input: {
        cart_id: cart.id,
        delivery: {
          method: "delivery",
          recipient_name: "Zilola Karimova",
          recipient_phone: "+998901234567",
          address: "7, Khakikat street",
          latitude: 39.785,
          longitude: 64.438,
          slot_id: slots.findLast(({ available }) => available)?.id,
        },
      },
    })
    const { result: placed } = await placeOrderWorkflow(container()).run({
      input: { cart_id: cart.id, provider_id: CASH_PROVIDER, expected_total: 27.5 },
    })
    expect(placed.total).toBe(27.5)
    const inDollars = price(27.5, "ru", "usd")
    expect(inDollars).toBe("27,50 $")
    await telegram()
      .person(DILNOZA)
      .sees(pattern`💰 ${inDollars}`, { in: FLORISTS })

    await shopper.sends("/orders")
    const list = words(await shopper.sees(saying("orders.title")))
    expect(list).toContain(inDollars)
    expect(list).toContain(price(280_000))
    await shopper.taps(saying("orders.open", { number: placed.display_id }))
    const order = words(await shopper.sees(saying("orders.order", { number: placed.display_id })))
    expect(order).toMatch(pattern`${"Роза красная, 60 см"}.* — ${price(25.25, "ru", "usd")}`)
    expect(order).toMatch(saying("checkout.line_shipping", { price: price(2.25, "ru", "usd") }))
    expect(order).toMatch(saying("checkout.line_total", { price: inDollars }))
  })
})
