import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { CASH_PROVIDER } from "../../src/lib/shop"
import { addBouquetWorkflow } from "../../src/workflows/cart/add-bouquet"
import { placeOrderWorkflow, type PlaceOrderInput } from "../../src/workflows/checkout/place-order"
import { listDeliverySlots } from "../../src/workflows/delivery/list-delivery-slots"
import type { DeliveryChanges } from "../../src/workflows/delivery/types"
import { updateCartDeliveryWorkflow } from "../../src/workflows/delivery/update-cart-delivery"
import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { PLACES, type DeliveryFixture } from "./delivery-fixture"

type Item = { variant_id: string; quantity: number; metadata?: Record<string, unknown> }

/** The steps of a shopper's checkout, without the bot. */
export function checkoutSteps(container: MedusaContainer, shop: DeliveryFixture) {
  const steps = {
    async cart(items: Item[], customerId?: string): Promise<string> {
      const { result } = await createCartWorkflow(container).run({
        input: {
          region_id: shop.region_id,
          sales_channel_id: shop.telegram_sales_channel_id,
          customer_id: customerId,
        },
      })
      if (items.length) {
        await addBouquetWorkflow(container).run({ input: { cart_id: result.id, items } })
      }
      return result.id
    },

    /** Returns the last available slot of three days, so that it does not close during a test. */
    async freeSlot(method: "delivery" | "pickup" = "delivery"): Promise<string> {
      const result = await listDeliverySlots(container, { method, days: 3 })
      return result.findLast((slot) => slot.available)?.id ?? ""
    },

    /** Applies only the given changes. */
    async answer(cartId: string, delivery: DeliveryChanges) {
      const { result } = await updateCartDeliveryWorkflow(container).run({
        input: { cart_id: cartId, delivery },
      })
      return result
    },

    async answerDelivery(cartId: string, changes: DeliveryChanges = {}) {
      const { result } = await updateCartDeliveryWorkflow(container).run({
        input: {
          cart_id: cartId,
          delivery: {
            method: "delivery",
            recipient_name: "Zilola Karimova",
            recipient_phone: "+998901234567",
            address: "7, Khakikat street",
            ...PLACES.near,
            slot_id: changes.slot_id ?? (await steps.freeSlot()),
            ...changes,
          },
        },
      })
      return result
    },

    /** Creates a cart that is ready to be placed. */
    async readyCart(
      items: Item[] = [{ variant_id: shop.five.id, quantity: 1 }],
      changes: DeliveryChanges = {},
    ) {
      const id = await steps.cart(items)
      await steps.answerDelivery(id, changes)
      return id
    },

    async pay(cartId: string) {
      const { result } = await createPaymentCollectionForCartWorkflow(container).run({
        input: { cart_id: cartId },
      })
      await createPaymentSessionsWorkflow(container).run({
        input: { payment_collection_id: result.id, provider_id: CASH_PROVIDER },
      })
    },

    async place(cartId: string, input: Partial<PlaceOrderInput> = {}) {
      const { result } = await placeOrderWorkflow(container).run({
        input: { cart_id: cartId, provider_id: CASH_PROVIDER, ...input },
      })
      return result
    },
  }
  return steps
}
