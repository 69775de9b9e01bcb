import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { listShippingOptionsForCartWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { forgetZones, zonesFor, type CartKind } from "../../src/workflows/delivery/zone-cache"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"

/** Zones are listed by core, rarely and in the background. */
shopSuite({
  testSuite: ({ getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
    })
    beforeEach(() => {
      container = getContainer()
      forgetZones()
    })
    afterEach(() => jest.restoreAllMocks())

    async function newCart(): Promise<CartKind> {
      const id = await checkoutSteps(container, shop).readyCart()
      const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
        entity: "cart",
        fields: ["id", "sales_channel_id", "region_id", "currency_code", "locale", "shipping_address.*"],
        filters: { id },
      })
      const [cart]: unknown[] = data
      return cart as CartKind
    }

    /** Changes a delivery price without an event. */
    const cityCosts = (amount: number) =>
      container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(
        `update price set amount = ?, raw_amount = jsonb_build_object('value', ?::text, 'precision', 20)
         where id in (
           select price.id from price
           join shipping_option_price_set priced on priced.price_set_id = price.price_set_id
           where priced.shipping_option_id = ?
         )`,
        [amount, String(amount), shop.option("delivery-city")],
      )

    async function priceFor(cart: CartKind): Promise<number | undefined> {
      const options = await zonesFor(container, cart)
      return options.find(({ id }) => id === shop.option("delivery-city"))?.amount as number | undefined
    }

    const inSeconds = (seconds: number) => {
      const then = Date.now() + seconds * 1000
      jest.spyOn(Date, "now").mockReturnValue(then)
    }

    it("lists the zones once for parallel requests, and caches them", async () => {
      const [cart, another] = [await newCart(), await newCart()]
      forgetZones()
      const answers = await Promise.all([cart, another, cart].map((one) => zonesFor(container, one)))
      expect(answers[0].length).toBeGreaterThan(1)
      // One listing: all requests share one object.
      expect(new Set(answers).size).toBe(1)
      expect(await zonesFor(container, another)).toBe(answers[0])
    })

    it("refreshes the zones in the background, and in the request when they are too old", async () => {
      const cart = await newCart()
      await cityCosts(31_000)
      forgetZones()
      expect(await priceFor(cart)).toBe(31_000)

      await cityCosts(32_000)
      expect(await priceFor(cart)).toBe(31_000)
      inSeconds(20)
      expect(await priceFor(cart)).toBe(31_000)
      await eventually(async () => expect(await priceFor(cart)).toBe(32_000))

      await cityCosts(33_000)
      inSeconds(31)
      expect(await priceFor(cart)).toBe(33_000)

      // A change with an event shows at once.
      await cityCosts(34_000)
      forgetZones()
      expect(await priceFor(cart)).toBe(34_000)
    })

    it("lists the zones for a cart that meanwhile became an order", async () => {
      const { id } = await newCart()
      await checkoutSteps(container, shop).place(id)
      const { result } = await listShippingOptionsForCartWorkflow(container).run({ input: { cart_id: id } })
      expect(result.length).toBeGreaterThan(1)
    })
  },
})
