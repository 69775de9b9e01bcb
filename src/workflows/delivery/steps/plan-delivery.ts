import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import { parseSlotId, type SlotState } from "../../../modules/delivery/slots"
import { TIME_ZONE } from "../../../lib/shop"
import {
  applyChanges,
  changedEmail,
  EMPTY_DELIVERY,
  storedPart,
  type StoredDelivery,
} from "../rules/apply-changes"
import { lastDay } from "../last-day"
import { deliveryView } from "../rules/delivery-view"
import { withPrice, withZone } from "../rules/priced-option"
import { choosable, zoneOf, type ListedShippingOption } from "../rules/zones"
import type { CartDeliveryView, DeliveryChanges } from "../types"
import type { DeliveryCart } from "../../../medusa-sql/delivery-cart"

/** The planned changes of a delivery and its cart. */
export type DeliveryPlan = {
  existing: DeliveryRecord | null
  delivery: StoredDelivery
  /** The new e-mail; null removes it; undefined leaves it unchanged. */
  email: string | null | undefined
  city: string | null
  /** The shipping option to set; null removes it; undefined leaves it unchanged. */
  shipping_option: ListedShippingOption | null | undefined
  view: CartDeliveryView
}

type Input = {
  cart: DeliveryCart
  options: ListedShippingOption[]
  changes: DeliveryChanges
  /** ISO 8601 timestamp to use as the current time; by default the real time. */
  now?: string
}

/** Reads the windows and bookings of these days; reads nothing if there is no date. */
export async function readSlotState(
  container: MedusaContainer,
  dates: (string | null | undefined)[],
  now: Date,
): Promise<SlotState> {
  const [from, to = from] = dates.filter((date) => typeof date === "string").sort()
  if (from === undefined) {
    return { windows: [], closed: new Set(), taken: new Map(), now, timeZone: TIME_ZONE }
  }
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const state = await service.slotState({ from, to, now, timeZone: TIME_ZONE })
  return { ...state, lastDay: lastDay(container, now) }
}

function optionToSet(
  cart: DeliveryCart,
  delivery: StoredDelivery,
  options: ListedShippingOption[],
): ListedShippingOption | null | undefined {
  const [onCart, ...more] = cart.shipping_methods
  const current = onCart?.shipping_option_id ?? null
  const wanted = options.find((option) => option.id === delivery.shipping_option_id) ?? null
  return current === (wanted?.id ?? null) && !more.length ? undefined : wanted
}

/** Validates a shopper's changes and plans the updates. Writes nothing. */
export async function planDelivery(container: MedusaContainer, input: Input): Promise<DeliveryPlan> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const [existing = null] = await service.listDeliveries({ cart_id: input.cart.id }, { take: 1 })
  const now = input.now ? new Date(input.now) : new Date()
  const { slot_id: slotId } = input.changes
  const dates = [existing?.date, slotId === undefined ? null : parseSlotId(slotId)?.date]
  const slots = await readSlotState(container, dates, now)
  const zones = input.options.map(zoneOf)
  const current = existing ? withZone(storedPart(existing), zones) : EMPTY_DELIVERY
  const applied = applyChanges(current, withZone(input.changes, zones), choosable(zones), slots)
  const delivery = withPrice(applied, input.changes, zones, slots)
  const email = changedEmail(input.changes)
  return {
    existing,
    delivery,
    email,
    city: zones.find((zone) => zone.city)?.city ?? null,
    shipping_option: optionToSet(input.cart, delivery, input.options),
    view: deliveryView(
      withZone(delivery, zones),
      email === undefined ? input.cart.email : email,
      zones,
      slots,
      existing?.status === "booked",
    ),
  }
}

/** A step for {@link planDelivery}. */
export const planDeliveryStep = createStep(
  "plan-delivery",
  async (input: Input, { container }) => new StepResponse(await planDelivery(container, input)),
)
