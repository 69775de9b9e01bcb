import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  beginOrderEditOrderWorkflow,
  confirmOrderEditRequestWorkflow,
  orderEditUpdateItemQuantityWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { eventually } from "../support/eventually"
import { shopSuite } from "../support/shop-suite"
import { readOrderAsPlaced } from "../../src/workflows/checkout/order-as-placed"
import { forgetZones } from "../../src/workflows/delivery/zone-cache"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { WORLDS } from "./worlds"

const FIELDS = [
  ...["id", "display_id", "created_at", "status", "customer_id", "total", "shipping_total"],
  ...[
    "id",
    "title",
    "product_title",
    "variant_title",
    "variant_id",
    "thumbnail",
    "quantity",
    "total",
    "metadata",
  ].map((field) => `items.${field}`),
  "delivery.*",
  "assignment.*",
  "assignment.transitions.*",
  "payment_collections.status",
  "payment_collections.captured_amount",
  "payment_collections.payment_sessions.data",
]

type Value = null | string | number | boolean | Value[] | { [key: string]: Value }

/** Reduces a value to the fields of another value, with one format for times and sums. */
function inShapeOf(shape: Value, value: Value): Value {
  if (Array.isArray(shape) && Array.isArray(value)) {
    return shape.map((one, index) => inShapeOf(one, value[index]))
  }
  if (shape && typeof shape === "object" && !Array.isArray(shape)) {
    const fields = (value ?? {}) as { [key: string]: Value }
    return Object.fromEntries(
      Object.keys(shape).map((key) => [key, inShapeOf(shape[key], fields[key] ?? null)]),
    )
  }
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)
  return isTime ? new Date(value).toISOString() : (value ?? null)
}

/**
 * The confirmation and the florists' cards read an order with the shop's own statement. It must return what Medusa's
 * query returns.
 */
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

    async function place(code?: string): Promise<string> {
      const steps = checkoutSteps(container, shop)
      const customer = await container.resolve(Modules.CUSTOMER).createCustomers({ first_name: "Aziza" })
      const cartId = await steps.cart(
        [
          { variant_id: shop.five.id, quantity: 2, metadata: { note: "white" } },
          { variant_id: shop.card.id, quantity: 1 },
        ],
        customer.id,
      )
      await steps.answerDelivery(cartId, { card_text: "Mom!" })
      if (code) {
        await updateCartPromotionsWorkflow(container).run({
          input: { cart_id: cartId, promo_codes: [code] },
        })
      }
      const { order_id } = await steps.place(cartId)
      // A subscriber writes the delivery too. Both readings must come after it.
      await eventually(async () => {
        const [delivery] = await container
          .resolve<DeliveryModuleService>(DELIVERY_MODULE)
          .listDeliveries({ order_id })
        expect(delivery.remembered_at).not.toBeNull()
      })
      return order_id
    }

    async function medusas(id: string): Promise<Value> {
      const { data } = await container
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "order", fields: FIELDS, filters: { id } })
      const [order] = JSON.parse(JSON.stringify(data)) as Record<string, Value>[]
      const lines = order.items as { id: string }[]
      return {
        ...Object.fromEntries(
          FIELDS.flatMap((field) => (field.includes(".") ? [] : [[field, order[field]]])),
        ),
        items: [...lines]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map((line) => inShapeOf(LINE, line as unknown as Value)),
        delivery: order.delivery,
        assignment: order.assignment,
        payment_collections: (order.payment_collections as Value[]).map((one) => inShapeOf(COLLECTION, one)),
      }
    }
    const LINE = Object.fromEntries(
      FIELDS.flatMap((field) => (field.startsWith("items.") ? [[field.slice(6), null]] : [])),
    )
    const COLLECTION = { status: null, captured_amount: null, payment_sessions: [{ data: {} }] }

    it.each(Object.keys(WORLDS))("reads orders as Medusa reads them in %s", async (name) => {
      const id = await place(await WORLDS[name]({ container, shop }))
      const expected = await medusas(id)
      const own = JSON.parse(JSON.stringify(await readOrderAsPlaced(container, id))) as Value
      expect(expected).toMatchObject({ items: [{}, {}], delivery: { card_text: "Mom!" }, assignment: {} })
      expect(inShapeOf(expected, own)).toEqual(inShapeOf(expected, expected))
    })

    it("leaves changed orders to Medusa's query", async () => {
      const id = await place()
      const order = await container.resolve(Modules.ORDER).retrieveOrder(id, { relations: ["items"] })
      const line = order.items?.find(({ variant_id }) => variant_id === shop.five.id)
      await beginOrderEditOrderWorkflow(container).run({ input: { order_id: id } })
      await orderEditUpdateItemQuantityWorkflow(container).run({
        input: { order_id: id, items: [{ id: line?.id ?? "", quantity: 1 }] },
      })
      await confirmOrderEditRequestWorkflow(container).run({ input: { order_id: id } })
      expect(await readOrderAsPlaced(container, id)).toBeUndefined()
    })
  },
})
