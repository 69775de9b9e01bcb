import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { readDeliveryCart } from "../../medusa-sql/delivery-cart"
import type { DeliveryRecord } from "../../modules/delivery/service"
import { kindOf } from "./rules/priced-option"
import { servingAll } from "./rules/shipping-profiles"
import { choosable, variantOf, zoneIdOf, zoneOf, type ShippingZone } from "./rules/zones"
import { zonesFor } from "./zone-cache"

/** How an order's shipping method changes when the order moves to a zone. */
export type ZonePrice = {
  /** Id of the present shipping method. */
  method_id: string
  /** Price of the new method. */
  amount: number
  /** What the order costs more, negative if it costs less. */
  difference: number
}

/** `price` is null if the order has no single shipping method that can be replaced. */
export type PlacedZone = ShippingZone & { price: ZonePrice | null }

/**
 * The delivery zones of a placed order and their other prices, as Medusa lists them today for its cart, and what the order costs
 * there. None for an order that did not come from a cart.
 *
 * @param options `ordinary`: the difference is that of the zones' ordinary prices, so that an express delivery or an exact time
 * that was attempted stays paid
 */
export async function placedZones(
  container: MedusaContainer,
  { order_id, cart_id, shipping_option_id: from }: DeliveryRecord,
  { ordinary = false }: { ordinary?: boolean } = {},
): Promise<PlacedZone[]> {
  const cart = cart_id ? await readDeliveryCart(container, cart_id) : undefined
  if (!cart || !order_id) {
    return []
  }
  const listed = servingAll(await zonesFor(container, cart), cart.profiles).map(zoneOf)
  const zones = listed.filter(({ method, amount }) => method === "delivery" && amount !== null)
  const method = await onlyMethod(container, order_id)
  const isKnown = method !== undefined && method.shipping_option_id === from
  const paidAs = ordinary && from ? zoneIdOf(zones, from) : from
  return zones.map((zone) => ({
    ...zone,
    price: isKnown
      ? priceIn(
          zone,
          method,
          zones.find(({ id }) => id === paidAs),
        )
      : null,
  }))
}

/**
 * The zones to choose from, the cheapest first. The order may have an express delivery or an exact time: then a zone has the
 * price for that, or its ordinary price if it offers none.
 */
export function zonesToChoose(
  zones: PlacedZone[],
  delivery: Pick<DeliveryRecord, "express" | "exact_time">,
): PlacedZone[] {
  const kind = kindOf(delivery)
  return choosable(zones)
    .map((zone) => {
      const { amount, price } = (kind && variantOf(zones, kind, zone.id)) ?? zone
      return { ...zone, amount, price }
    })
    .sort((one, other) => Number(one.amount) - Number(other.amount))
}

type ShippingMethod = {
  id: string
  shipping_option_id: string | null
  amount: BigNumberInput
  adjustments: ({ amount: BigNumberInput } | null)[] | null
}

/** The shipping method of an order; undefined if it has none or several. */
async function onlyMethod(container: MedusaContainer, orderId: string): Promise<ShippingMethod | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "shipping_methods.id",
      "shipping_methods.shipping_option_id",
      "shipping_methods.amount",
      "shipping_methods.adjustments.amount",
    ],
    filters: { id: orderId },
  })
  const [order]: unknown[] = data
  const [method, ...others] = (order as { shipping_methods: ShippingMethod[] }).shipping_methods
  return others.length ? undefined : method
}

/**
 * What the order pays for its delivery now, and the difference between today's prices of both zones. So a discount on the
 * delivery stays.
 */
function priceIn(zone: ShippingZone, method: ShippingMethod, present: ShippingZone | undefined): ZonePrice {
  const discounts = (method.adjustments ?? []).map((one) => one?.amount ?? 0)
  const now = MathBN.max(MathBN.sub(method.amount, MathBN.sum(...discounts, 0)), 0)
  const change = MathBN.sub(zone.amount ?? 0, present?.amount ?? method.amount)
  const amount = MathBN.max(MathBN.add(now, change), 0)
  return {
    method_id: method.id,
    amount: amount.toNumber(),
    difference: MathBN.sub(amount, now).toNumber(),
  }
}
