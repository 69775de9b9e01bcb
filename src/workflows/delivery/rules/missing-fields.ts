import type { CartDelivery, MissingField } from "../types"

type Told = Pick<
  CartDelivery,
  "method" | "recipient_name" | "recipient_phone" | "address" | "latitude" | "shipping_option_id" | "slot_id"
>

/** The fields that an order still needs, in the order in which to ask for them. */
export function missingFields(delivery: Told): MissingField[] {
  const hasPlace = delivery.method === "pickup" || delivery.address !== null || delivery.latitude !== null
  const told: [MissingField, boolean][] = [
    ["method", delivery.method !== null],
    ["recipient_name", delivery.recipient_name !== null],
    ["recipient_phone", delivery.recipient_phone !== null],
    ["address", hasPlace],
    ["shipping_option_id", delivery.shipping_option_id !== null],
    ["slot_id", delivery.slot_id !== null],
  ]
  return told.filter(([, isFilled]) => !isFilled).map(([field]) => field)
}
