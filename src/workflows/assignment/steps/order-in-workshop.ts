import type { BigNumberInput } from "@medusajs/framework/types"
import { useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"

/** What the workshop asks of a Medusa order. */
export type OrderInWorkshop = {
  id: string
  status: string
  items: {
    id: string
    quantity: number
    detail: { fulfilled_quantity: BigNumberInput }
    variant?: { manage_inventory: boolean; allow_backorder: boolean } | null
  }[]
  shipping_methods: { shipping_option_id: string }[]
  fulfillments: OrderFulfillment[]
  payment_collections: {
    id: string
    payments: {
      id: string
      provider_id: string
      captured_at: string | null
      canceled_at: string | null
    }[]
  }[]
}

export type OrderFulfillment = {
  id: string
  location_id: string
  canceled_at: string | null
  shipped_at: string | null
  delivered_at: string | null
}

const FIELDS = [
  "id",
  "status",
  // A line's quantities live in its detail, and core fills them in only when all of it is asked for.
  "items.*",
  "items.detail.*",
  "items.variant.manage_inventory",
  "items.variant.allow_backorder",
  "shipping_methods.shipping_option_id",
  "fulfillments.id",
  "fulfillments.location_id",
  "fulfillments.canceled_at",
  "fulfillments.shipped_at",
  "fulfillments.delivered_at",
  "payment_collections.id",
  "payment_collections.payments.id",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.captured_at",
  "payment_collections.payments.canceled_at",
]

/**
 * Reads the order as it is now.
 *
 * @param name the step's name: a workflow may look more than once
 */
export function readOrder(
  orderId: string | WorkflowData<string>,
  name: string,
): WorkflowData<OrderInWorkshop> {
  const { data } = useQueryGraphStep({
    entity: "order",
    fields: FIELDS,
    filters: { id: orderId },
    options: { throwIfKeyNotFound: true },
  }).config({ name })
  return transform({ data }, ({ data }) => data[0] as OrderInWorkshop)
}

/** The fulfilments that count: those that were not canceled. */
export function activeFulfillments(order: OrderInWorkshop): OrderFulfillment[] {
  return order.fulfillments.filter((fulfillment) => !fulfillment.canceled_at)
}
