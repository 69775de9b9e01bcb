import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import { parseSlotId } from "../../../modules/delivery/slots"
import { dateAt } from "../../../modules/delivery/zoned-time"
import { TIME_ZONE } from "../../../shop"
import {
  applyChanges,
  changedEmail,
  EMPTY_DELIVERY,
  storedPart,
  type StoredDelivery,
} from "../rules/apply-changes"
import type { SlotBook } from "../rules/choose-slot"
import { deliveryView } from "../rules/delivery-view"
import { zoneOf, type ListedShippingOption, type ShippingZone } from "../rules/zones"
import type { CartDeliveryView, DeliveryChanges } from "../types"
import type { DeliveryCart } from "./load-cart"

/** What is to be done to make a shopper's changes true. */
export type DeliveryPlan = {
  existing: DeliveryRecord | null
  delivery: StoredDelivery
  /** Undefined: the cart's e-mail stays. */
  email: string | null | undefined
  city: string | null
  /** The shipping option that the cart must get; undefined: it stays as it is. */
  shipping_option_id: string | null | undefined
  view: CartDeliveryView
}

type Input = {
  cart: DeliveryCart
  options: ListedShippingOption[]
  changes: DeliveryChanges
  /** ISO instant; the present when left out. */
  now?: string
}

function slotBook(
  container: MedusaContainer,
  dates: (string | null | undefined)[],
  now: Date,
): Promise<SlotBook> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const asked = dates.filter((date) => typeof date === "string").sort()
  const today = dateAt(now, TIME_ZONE)
  return service.slotState({ from: asked[0] ?? today, to: asked.at(-1) ?? today, now, timeZone: TIME_ZONE })
}

function optionToSet(
  cart: DeliveryCart,
  delivery: StoredDelivery,
  zones: ShippingZone[],
): string | null | undefined {
  const [onCart, ...more] = cart.shipping_methods
  const current = onCart?.shipping_option_id ?? null
  const wanted = zones.find((zone) => zone.id === delivery.shipping_option_id)?.id ?? null
  return current === wanted && !more.length ? undefined : wanted
}

/** Judges a shopper's changes and tells what follows from them; changes nothing itself. */
export const planDeliveryStep = createStep("plan-delivery", async (input: Input, { container }) => {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const [existing = null] = await service.listDeliveries({ cart_id: input.cart.id }, { take: 1 })
  const now = input.now ? new Date(input.now) : new Date()
  const { slot_id: slotId } = input.changes
  const dates = [existing?.date, slotId === undefined ? null : parseSlotId(slotId)?.date]
  const book = await slotBook(container, dates, now)
  const zones = input.options.map(zoneOf)
  const current = existing ? storedPart(existing) : EMPTY_DELIVERY
  const delivery = applyChanges(current, input.changes, zones, book)
  const email = changedEmail(input.changes)
  const plan: DeliveryPlan = {
    existing,
    delivery,
    email,
    city: zones.find((zone) => zone.city)?.city ?? null,
    shipping_option_id: optionToSet(input.cart, delivery, zones),
    view: deliveryView(
      delivery,
      email === undefined ? input.cart.email : email,
      zones,
      book,
      existing?.status === "booked",
    ),
  }
  return new StepResponse(plan)
})
