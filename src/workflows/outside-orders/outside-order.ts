import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { currentRound, type RoundFulfillment } from "../assignment/rules/round"
import { profilesOf, servingAll } from "../delivery/rules/shipping-profiles"
import { choosable, zoneOf, type ListedShippingOption, type ShippingZone } from "../delivery/rules/zones"

export type OutsideLine = {
  id: string
  quantity: BigNumberInput
  requires_shipping: boolean
  detail: { fulfilled_quantity: BigNumberInput }
  variant?: {
    manage_inventory: boolean
    allow_backorder: boolean
    inventory_items?: ({ inventory_item_id: string; required_quantity: number } | null)[] | null
    product?: { shipping_profile?: { id: string } | null } | null
  } | null
}

/** An order that did not come from a cart, as far as its delivery depends on it. */
export type OutsideOrder = {
  id: string
  status: string
  sales_channel_id: string | null
  items: OutsideLine[]
  fulfillments?: RoundFulfillment[] | null
  shipping_methods?: ({ shipping_option_id: string | null } | null)[] | null
  shipping_address?: Record<
    | "first_name"
    | "last_name"
    | "phone"
    | "address_1"
    | "address_2"
    | "city"
    | "province"
    | "postal_code"
    | "country_code",
    string | null
  > | null
}

/** @throws not_found */
export async function readOutsideOrder(container: MedusaContainer, id: string): Promise<OutsideOrder> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "sales_channel_id",
      "items.*",
      "items.detail.*",
      "items.variant.manage_inventory",
      "items.variant.allow_backorder",
      "items.variant.inventory_items.inventory_item_id",
      "items.variant.inventory_items.required_quantity",
      "items.variant.product.shipping_profile.id",
      "fulfillments.canceled_at",
      "fulfillments.shipped_at",
      "fulfillments.delivered_at",
      "fulfillments.items.line_item_id",
      "shipping_methods.shipping_option_id",
      "shipping_address.*",
    ],
    filters: { id },
  })
  const [found]: unknown[] = data
  if (!found) {
    throw shopError("not_found", "The order does not exist.", MedusaError.Types.NOT_FOUND)
  }
  return found as OutsideOrder
}

/**
 * When the order's round in the workshop begins: now, if some of its goods were shipped before and others are still to be
 * made, for example those of an exchange. Undefined if the whole order is one round.
 */
export function roundBegin({ items, fulfillments }: OutsideOrder): Date | undefined {
  const now = new Date()
  const round = currentRound({ items, fulfillments: fulfillments ?? [] }, now)
  return round.items.length > 0 && round.items.length < items.length ? now : undefined
}

/** Whether the delivery of an order without an assignment can be entered. */
export const isDeliverable = (order: OutsideOrder): boolean =>
  ["pending", "draft"].includes(order.status) ||
  (order.status === "completed" && roundBegin(order) !== undefined)

/** The shipping options of the order's sales channel and country that are no returns. */
async function optionsOf(
  container: MedusaContainer,
  { sales_channel_id, shipping_address: address }: OutsideOrder,
): Promise<ListedShippingOption[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "sales_channel",
    fields: ["stock_locations.fulfillment_sets.id"],
    filters: { id: sales_channel_id ?? "" },
  })
  const [found]: unknown[] = data
  const { stock_locations: places } = (found ?? {}) as Channel
  const sets = (places ?? [])
    .flatMap((place) => place?.fulfillment_sets ?? [])
    .flatMap((set) => set?.id ?? [])
  const options = await container.resolve(Modules.FULFILLMENT).listShippingOptionsForContext(
    {
      fulfillment_set_id: sets,
      context: { is_return: "false", enabled_in_store: "true" },
      ...(address?.country_code
        ? {
            address: {
              country_code: address.country_code,
              ...(address.province ? { province_code: address.province } : {}),
              ...(address.city ? { city: address.city } : {}),
            },
          }
        : {}),
    },
    { relations: ["type"], take: null },
  )
  const listed: unknown = sets.length ? options : []
  return listed as ListedShippingOption[]
}

type Channel = {
  stock_locations?: ({ fulfillment_sets?: ({ id: string } | null)[] | null } | null)[] | null
}

/**
 * The shipping options that serve the whole order. An order that already has a shipping method keeps its option, because
 * it decides the price.
 */
export async function zonesOfOrder(container: MedusaContainer, order: OutsideOrder): Promise<ShippingZone[]> {
  const zones = servingAll(await optionsOf(container, order), profilesOf(order.items)).map(zoneOf)
  const own = order.shipping_methods?.at(0)?.shipping_option_id
  return own && zones.some(({ id }) => id === own) ? zones.filter(({ id }) => id === own) : choosable(zones)
}
