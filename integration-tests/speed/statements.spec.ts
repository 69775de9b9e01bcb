import { AsyncLocalStorage } from "node:async_hooks"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Client } from "@medusajs/framework/pg"
import { Modules } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import { addBouquetWorkflow } from "../../src/workflows/cart/add-bouquet"
import { beginCartWorkflow } from "../../src/workflows/cart/begin-cart"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"

/** Maximum number of SQL statements per checkout step. Reading the zones again takes about thirty of them. */
const MOST = { beginning: 18, adding: 17, text: 15, slot: 10, zone: 15, placing: 120 }

shopSuite({
  testSuite: ({ getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    /** Counts only the measured code's statements: jobs run in parallel. */
    const counting = new AsyncLocalStorage<{ sent: number }>()

    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      const query: (...args: unknown[]) => unknown = Client.prototype.query
      jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
        const counter = counting.getStore()
        if (counter) {
          counter.sent++
        }
        return query.apply(this, args)
      })
    })
    afterAll(() => jest.restoreAllMocks())
    beforeEach(() => {
      container = getContainer()
    })

    async function statementsOf(act: () => Promise<unknown>): Promise<number> {
      const counter = { sent: 0 }
      await counting.run(counter, act)
      return counter.sent
    }

    it("takes few statements to begin a cart and to add to it", async () => {
      const customer = await container.resolve(Modules.CUSTOMER).createCustomers({ first_name: "Aziza" })
      const items = [{ variant_id: shop.five.id, quantity: 1 }]
      let id = ""
      const begin = async () => {
        const input = {
          region_id: shop.region_id,
          sales_channel_id: shop.telegram_sales_channel_id,
          customer_id: customer.id,
          locale: "ru-RU",
          items,
        }
        const { result } = await beginCartWorkflow(container).run({ input })
        id = result.cart_id
      }
      // Warms up the caches.
      await begin()
      const beginning = await statementsOf(begin)
      const adding = await statementsOf(() =>
        addBouquetWorkflow(container).run({ input: { cart_id: id, items } }),
      )
      console.info(`SQL statements: new cart ${beginning}, new line ${adding}`)
      expect(beginning).toBeGreaterThan(0)
      expect(beginning).toBeLessThanOrEqual(MOST.beginning)
      expect(adding).toBeLessThanOrEqual(MOST.adding)
    })

    it("takes few statements to save a text, choose zone and slot, and place an order", async () => {
      const steps = checkoutSteps(container, shop)
      // Warms up the caches.
      await steps.place(await steps.readyCart())
      const id = await steps.cart([{ variant_id: shop.five.id, quantity: 1 }])
      await steps.answerDelivery(id, { address: "Navoi, 5", latitude: null, longitude: null })
      const texts = await statementsOf(() => steps.answer(id, { recipient_phone: "+998907654321" }))
      const zone = await statementsOf(() =>
        steps.answer(id, { shipping_option_id: shop.option("delivery-city") }),
      )
      const slotId = await steps.freeSlot()
      const slot = await statementsOf(() => steps.answer(id, { slot_id: slotId }))
      const placing = await statementsOf(() => steps.place(id))
      console.info(`SQL statements: text ${texts}, zone ${zone}, slot ${slot}, placing ${placing}`)
      expect(texts).toBeGreaterThan(0)
      expect(texts).toBeLessThanOrEqual(MOST.text)
      expect(zone).toBeLessThanOrEqual(MOST.zone)
      expect(slot).toBeLessThanOrEqual(MOST.slot)
      expect(placing).toBeLessThanOrEqual(MOST.placing)
    })
  },
})
