import type { MedusaContainer } from "@medusajs/framework/types"
import { Client } from "@medusajs/framework/pg"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"

/** So many statements each step of a checkout sends at most, with room for a job that runs beside it. */
const MOST = { text: 30, zone: 50, placing: 240 }

medusaIntegrationTestRunner({
  inApp: true,
  testSuite: ({ getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    let sent = 0

    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      const query: (...args: unknown[]) => unknown = Client.prototype.query
      jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
        sent++
        return query.apply(this, args)
      })
    })
    afterAll(() => jest.restoreAllMocks())
    beforeEach(() => {
      container = getContainer()
    })

    async function statementsOf(act: () => Promise<unknown>): Promise<number> {
      const before = sent
      await act()
      return sent - before
    }

    it("takes few statements to tell a text, to choose a zone and to place an order", async () => {
      const steps = checkoutSteps(container, shop)
      // The first order finds nothing read yet.
      await steps.place(await steps.readyCart())
      const id = await steps.cart([{ variant_id: shop.five.id, quantity: 1 }])
      await steps.tellDelivery(id, { address: "Navoi, 5", latitude: null, longitude: null })
      const texts = await statementsOf(() => steps.tell(id, { recipient_phone: "+998907654321" }))
      const zone = await statementsOf(() =>
        steps.tell(id, { shipping_option_id: shop.option("delivery-city") }),
      )
      const placing = await statementsOf(() => steps.place(id))
      console.info(`statements: a text ${texts}, a zone ${zone}, placing ${placing}`)
      expect(texts).toBeGreaterThan(0)
      expect(texts).toBeLessThanOrEqual(MOST.text)
      expect(zone).toBeLessThanOrEqual(MOST.zone)
      expect(placing).toBeLessThanOrEqual(MOST.placing)
    })
  },
})
