import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { currentRound, type RoundFulfillment } from "../rules/round"

/**
 * The data of a Medusa order that the workflows of this folder read. Its lines and fulfillments are those of the current
 * round (see `rules/round.ts`).
 */
export type OrderInWorkshop = {
  id: string
  status: string
  assignment?: { reopened_at: string | null } | null
  items: OrderLine[]
  shipping_methods: { shipping_option_id: string }[]
  delivery?: { shipping_option_id: string | null } | null
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

export type OrderLine = {
  id: string
  title: string
  quantity: number
  /** False for a digital product, and for a product without a shipping profile and without kept stock. */
  requires_shipping: boolean
  detail: { fulfilled_quantity: BigNumberInput; return_received_quantity?: BigNumberInput | null }
  variant?: {
    manage_inventory: boolean
    allow_backorder: boolean
    product?: { shipping_profile?: { id: string } | null } | null
  } | null
}

export type OrderFulfillment = RoundFulfillment & {
  id: string
  location_id: string
  requires_shipping: boolean
}

const FIELDS = [
  "id",
  "status",
  "assignment.reopened_at",
  // Medusa computes the quantities of a line only if all fields of the line and its detail are requested.
  "items.*",
  "items.detail.*",
  "items.variant.manage_inventory",
  "items.variant.allow_backorder",
  "items.variant.product.shipping_profile.id",
  "shipping_methods.shipping_option_id",
  "delivery.shipping_option_id",
  "fulfillments.id",
  "fulfillments.location_id",
  "fulfillments.requires_shipping",
  "fulfillments.items.line_item_id",
  "fulfillments.canceled_at",
  "fulfillments.shipped_at",
  "fulfillments.delivered_at",
  "payment_collections.id",
  "payment_collections.payments.id",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.captured_at",
  "payment_collections.payments.canceled_at",
]

/** @param reopenedAt when the round began; by default the round of the order's assignment */
export function roundOf(
  order: OrderInWorkshop,
  reopenedAt: Date | string | null = order.assignment?.reopened_at ?? null,
) {
  return { ...order, ...currentRound(order, reopenedAt) }
}

/**
 * Reads the current data of the order.
 *
 * @param name the step's name, because one workflow may read the order several times
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
  return transform({ data }, ({ data }) => roundOf(data[0] as OrderInWorkshop))
}

/** The order's shipping option. An order that did not come from a cart may have no shipping method. */
export const shippingOptionOf = ({
  shipping_methods: methods,
  delivery,
}: OrderInWorkshop): string | undefined =>
  methods.at(0)?.shipping_option_id ?? delivery?.shipping_option_id ?? undefined

/** Reads the current data of the order outside of a workflow. */
export async function readOrderInWorkshop(
  container: MedusaContainer,
  orderId: string,
): Promise<OrderInWorkshop> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const [order]: unknown[] = data
  return roundOf(order as OrderInWorkshop)
}

/** Whether a part of the line is fulfilled. */
export const isBegun = ({ detail }: Pick<OrderLine, "detail">): boolean =>
  MathBN.gt(detail.fulfilled_quantity ?? 0, 0)

/** Whether the fulfillments do not cover all lines. */
export const lacksFulfillment = (order: OrderInWorkshop): boolean =>
  order.items.some((item) => MathBN.lt(item.detail.fulfilled_quantity ?? 0, item.quantity))

/** Whether all lines came back. */
export const isReturned = (order: OrderInWorkshop): boolean =>
  order.items.every((item) => MathBN.gte(item.detail.return_received_quantity ?? 0, item.quantity))

/** The fulfillments that are not canceled. */
export function activeFulfillments(order: OrderInWorkshop): OrderFulfillment[] {
  return order.fulfillments.filter((fulfillment) => !fulfillment.canceled_at)
}
