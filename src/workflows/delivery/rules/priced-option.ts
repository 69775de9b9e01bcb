import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import type { SlotState } from "../../../modules/delivery/slots"
import type { DeliveryChanges } from "../types"
import { NO_SLOT, type StoredDelivery } from "./apply-changes"
import { chooseTime } from "./choose-slot"
import { variantOf, zoneIdOf, type ShippingZone, type VariantKind } from "./zones"

/** A delivery or its changes with the zone instead of the option that has another price of the zone. */
export const withZone = <Part extends { shipping_option_id?: string | null }>(
  part: Part,
  zones: ShippingZone[],
): Part =>
  part.shipping_option_id ? { ...part, shipping_option_id: zoneIdOf(zones, part.shipping_option_id) } : part

/** The other price that a delivery has; undefined for the price of the zone. */
export const kindOf = ({
  express,
  exact_time,
}: Pick<StoredDelivery, "express" | "exact_time">): VariantKind | undefined =>
  express ? "express" : exact_time ? "exact_time" : undefined

/**
 * Sets the shipping option with the price of an express delivery or of an exact time. A zone without this option does not
 * offer it: a delivery that has chosen it earlier loses it.
 *
 * @param delivery with its zone, see {@link withZone}
 * @throws express_unavailable, invalid_exact_time if `changes` ask for what the zone does not offer
 */
export function withPrice(
  delivery: StoredDelivery,
  changes: DeliveryChanges,
  zones: ShippingZone[],
  slots: SlotState,
): StoredDelivery {
  const kind = kindOf(delivery)
  const { shipping_option_id: zoneId } = delivery
  if (!kind || !zoneId) {
    return delivery
  }
  const option = variantOf(zones, kind, zoneId)
  if (option) {
    return { ...delivery, shipping_option_id: option.id }
  }
  if (kind === "express" && changes.slot_id !== undefined) {
    throw shopError("express_unavailable", "The zone has no express delivery.")
  }
  if (kind === "exact_time" && changes.exact_time) {
    throw shopError(
      "invalid_exact_time",
      "The zone has no deliveries at an exact time.",
      MedusaError.Types.INVALID_DATA,
    )
  }
  return { ...delivery, ...(kind === "express" ? NO_SLOT : chooseTime(null, delivery, slots)) }
}
