import type { CartDelivery, MissingField } from "../types"

/** The fields of a delivery that decide what is missing. */
export type RequiredFields = Pick<
  CartDelivery,
  | "method"
  | "for_someone_else"
  | "recipient_name"
  | "recipient_phone"
  | "giver_phone"
  | "address"
  | "latitude"
  | "address_unknown"
  | "shipping_option_id"
  | "slot_id"
>

/** The required fields that have no value, in the order in which to ask for them. */
export function missingFields(delivery: RequiredFields): MissingField[] {
  const hasPlace =
    delivery.method === "pickup" ||
    delivery.address !== null ||
    delivery.latitude !== null ||
    delivery.address_unknown
  const fields: [MissingField, boolean][] = [
    ["method", delivery.method !== null],
    ["recipient_name", delivery.recipient_name !== null],
    ["recipient_phone", delivery.recipient_phone !== null],
    ["address", hasPlace],
    ["shipping_option_id", delivery.shipping_option_id !== null],
    ["slot_id", delivery.slot_id !== null],
    ["giver_phone", !delivery.for_someone_else || delivery.giver_phone !== null],
  ]
  return fields.filter(([, isFilled]) => !isFilled).map(([field]) => field)
}
