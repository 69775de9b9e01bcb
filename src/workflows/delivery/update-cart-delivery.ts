import { acquireLockStep, emitEventStep, releaseLockStep, updateCartsStep } from "@medusajs/medusa/core-flows"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { cartOfDelivery } from "./rules/cart-of-delivery"
import { setShippingMethodWorkflow } from "./set-shipping-method"
import { listZonesStep } from "./steps/list-zones"
import { loadCartStep } from "./steps/load-cart"
import { planDeliveryStep } from "./steps/plan-delivery"
import { saveDeliveryStep } from "./steps/save-delivery"
import { updateAddressStep } from "./steps/update-address"
import type { DeliveryChanges } from "./types"

export type UpdateCartDeliveryInput = {
  cart_id: string
  delivery: DeliveryChanges
  /** ISO 8601 timestamp to use as the current time; by default the real time. */
  now?: string
}

/**
 * Changes some or all fields of a cart's delivery, and updates the cart's shipping address, e-mail and
 * shipping method.
 *
 * @returns the delivery, the missing fields in the order in which to ask for them, and the shipping options
 * @throws cart_not_found, cart_completed, text_too_long, invalid_name, invalid_phone, invalid_address,
 * invalid_location, out_of_zone, invalid_email, invalid_shipping_option, invalid_slot, slot_full,
 * slot_cut_off, slot_closed, express_unavailable, invalid_exact_time; then nothing is changed
 */
export const updateCartDeliveryWorkflow = createWorkflow(
  "update-cart-delivery",
  (input: UpdateCartDeliveryInput) => {
    acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
    const cart = loadCartStep({ cart_id: input.cart_id, to_change: true })
    const options = listZonesStep({ cart })
    const plan = planDeliveryStep({ cart, options, changes: input.delivery, now: input.now })

    saveDeliveryStep({ cart_id: input.cart_id, plan })
    const changes = transform({ cart, plan }, cartOfDelivery)
    updateCartsStep(changes.carts)
    updateAddressStep({ cart, changes })

    when("the-shipping-method-is-another", { plan }, ({ plan }) => plan.shipping_option !== undefined).then(
      () => {
        const option = transform({ plan }, ({ plan }) => plan.shipping_option ?? null)
        setShippingMethodWorkflow.runAsStep({ input: { cart_id: input.cart_id, option } })
      },
    )

    emitEventStep({ eventName: CartWorkflowEvents.UPDATED, data: { id: input.cart_id } })
    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(transform({ plan }, ({ plan }) => plan.view))
  },
)
