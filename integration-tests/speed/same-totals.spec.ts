import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  addShippingMethodToCartWorkflow,
  addToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  refreshCartItemsWorkflow,
  updateCartPromotionsWorkflow,
  updateCartWorkflow,
  updateProductVariantsWorkflow,
  updateShippingOptionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { CURRENCY } from "../../src/lib/shop"
import { readCart } from "../../src/medusa-sql/whole-cart"
import { forgetZones } from "../../src/workflows/delivery/zone-cache"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { linesOf, totalsOf } from "./totals"
import { promotion, taxes, WORLDS, type World } from "./worlds"

shopSuite({
  testSuite: ({ getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    let steps: ReturnType<typeof checkoutSteps>

    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
    })
    beforeEach(() => {
      container = getContainer()
      steps = checkoutSteps(container, shop)
      // Each test restores the database without events, so the cache of zones must be cleared.
      forgetZones()
    })

    async function newCart(code: string | undefined): Promise<string> {
      const { result } = await createCartWorkflow(container).run({
        input: {
          region_id: shop.region_id,
          sales_channel_id: shop.telegram_sales_channel_id,
          locale: "ru-RU",
          items: [{ variant_id: shop.five.id, quantity: 1 }],
        },
      })
      if (code) {
        await updateCartPromotionsWorkflow(container).run({
          input: { cart_id: result.id, promo_codes: [code] },
        })
      }
      return result.id
    }

    const add = (cartId: string, variantId: string) =>
      addToCartWorkflow(container).run({
        input: { cart_id: cartId, items: [{ variant_id: variantId, quantity: 1 }] },
      })

    /** Sets the delivery as a storefront does that knows only Medusa. */
    async function deliverByCore(cartId: string, optionId: string): Promise<void> {
      await updateCartWorkflow(container).run({
        input: {
          id: cartId,
          shipping_address: { country_code: "uz", city: "Бухара", address_1: "Navoi, 5" },
        },
      })
      await addShippingMethodToCartWorkflow(container).run({
        input: { cart_id: cartId, options: [{ id: optionId }] },
      })
    }

    const deliverByShop = (cartId: string, optionId: string) =>
      steps.answerDelivery(cartId, {
        address: "Navoi, 5",
        latitude: null,
        longitude: null,
        shipping_option_id: optionId,
      })

    it.each(Object.entries(WORLDS))("has core's totals with %s", async (_, world) => {
      const code = await world({ container, shop })
      const [ours, cores] = [await newCart(code), await newCart(code)]
      for (const option of ["delivery-center", "delivery-city"]) {
        await deliverByShop(ours, shop.option(option))
        await deliverByCore(cores, shop.option(option))
        expect(await linesOf(container, "cart", ours)).toEqual(await linesOf(container, "cart", cores))
      }
      await add(ours, shop.ten.id)
      await add(cores, shop.ten.id)
      await deliverByShop(ours, shop.option("delivery-center"))
      await deliverByCore(cores, shop.option("delivery-center"))
      const seen = await totalsOf(container, "cart", ours)
      expect(await linesOf(container, "cart", ours)).toEqual(await linesOf(container, "cart", cores))
      expect(await readCart(container, ours)).toMatchObject({
        total: seen.total,
        item_total: seen.item_total,
        original_item_total: seen.original_item_total,
        discount_total: seen.discount_total,
        shipping_total: seen.shipping_total,
      })

      const placed = await steps.place(ours, { expected_total: seen.total })
      expect(placed.total).toBe(seen.total)
      expect(await totalsOf(container, "order", placed.order_id)).toEqual(seen)

      // The other cart takes core's path: it recomputes everything, then creates a payment.
      await deliverByShop(cores, shop.option("delivery-center"))
      await refreshCartItemsWorkflow(container).run({ input: { cart_id: cores, force_refresh: true } })
      await steps.pay(cores)
      const { result } = await completeCartWorkflow(container).run({ input: { id: cores } })
      const [order, coresOrder] = await Promise.all(
        [placed.order_id, result.id].map((id) => linesOf(container, "order", id)),
      )
      expect(order).toEqual(coresOrder)
    })

    it("removes the delivery price and its promotion when the zone is removed", async () => {
      await promotion("FREE", "shipping_methods", 100, true)({ container, shop })
      const id = await newCart(undefined)
      await deliverByShop(id, shop.option("delivery-city"))
      expect(await totalsOf(container, "cart", id)).toMatchObject({ total: 110_000, discount_total: 30_000 })
      await steps.answerDelivery(id, { method: "pickup" })
      await steps.answerDelivery(id, { method: "delivery", latitude: null, longitude: null })
      expect(await linesOf(container, "cart", id)).toMatchObject({
        totals: { total: 110_000, shipping_total: 0, discount_total: 0 },
        shipping_methods: [],
        promotions: [],
      })
    })

    it("offers a zone at its new price at once, and places no order at a price that the shopper has not seen", async () => {
      const id = await newCart(undefined)
      await deliverByShop(id, shop.option("delivery-center"))
      const { total } = await totalsOf(container, "cart", id)
      await updateShippingOptionsWorkflow(container).run({
        input: [
          { id: shop.option("delivery-center"), prices: [{ currency_code: CURRENCY, amount: 25_000 }] },
        ],
      })
      await expect(steps.place(id, { expected_total: total })).rejects.toMatchObject({
        code: "total_changed",
      })
      expect(await totalsOf(container, "cart", id)).toMatchObject({ total: total + 5_000 })
      const view = await steps.answerDelivery(await newCart(undefined))
      expect(view.shipping_options.find((option) => option.chosen)).toMatchObject({ amount: 25_000 })
      expect((await steps.place(id, { expected_total: total + 5_000 })).total).toBe(total + 5_000)
    })

    it("asks core for the totals when a price, a tax or a promotion changed after the summary", async () => {
      const changes: Record<string, World> = {
        price: async () => {
          await updateProductVariantsWorkflow(container).run({
            input: {
              selector: { id: shop.five.id },
              update: { prices: [{ currency_code: CURRENCY, amount: 120_000 }] },
            },
          })
          return undefined
        },
        promotion: promotion("LATE", "order", 10, true),
      }
      for (const [what, change] of Object.entries(changes)) {
        const id = await newCart(undefined)
        await deliverByShop(id, shop.option("delivery-center"))
        const { total } = await totalsOf(container, "cart", id)
        await change({ container, shop })
        await expect(steps.place(id, { expected_total: total })).rejects.toMatchObject({
          code: "total_changed",
        })
        const { total: now } = await totalsOf(container, "cart", id)
        expect([what, now === total]).toEqual([what, false])
        expect((await steps.place(id, { expected_total: now })).total).toBe(now)
      }
      const taxed = await newCart(undefined)
      await deliverByShop(taxed, shop.option("delivery-center"))
      await taxes({ container, shop })
      const { order_id } = await steps.place(taxed)
      const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
        entity: "order",
        fields: ["tax_total"],
        filters: { id: order_id },
      })
      expect(Number(data[0].tax_total)).toBeGreaterThan(0)
    })
  },
})
