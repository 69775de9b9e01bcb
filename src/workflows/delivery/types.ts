import type { DeliveryMethod, Slot } from "../../modules/delivery/slots"

/** A shopper's changes of the delivery: some or all fields. */
export type DeliveryChanges = Partial<{
  method: DeliveryMethod
  for_someone_else: boolean
  recipient_name: string
  /** Any notation. It is stored as E.164; without a country code it is a number in Uzbekistan. */
  recipient_phone: string
  /** Phone of the person who orders for someone else, in any notation. */
  giver_phone: string
  /** Without coordinates, a new address removes the stored coordinates. Set both to keep both. */
  address: string | null
  /**
   * Degrees; requires `longitude`. Without an address, new coordinates remove the stored address. Null
   * removes them.
   */
  latitude: number | null
  longitude: number | null
  shipping_option_id: string
  /** A new slot removes the exact time. */
  slot_id: string
  /** A time inside the slot, "HH:MM", at a half hour, if the zone has a price for it. */
  exact_time: string | null
  email: string | null
  card_text: string | null
  /** The shopper wants no greeting card. It removes the text; a text turns it off. */
  without_card: boolean
  anonymous: boolean
  /** Nobody calls the recipient before the delivery. It excludes `address_unknown`. Only for someone else. */
  surprise: boolean
  /** The shop asks the recipient for the address. It removes the stored address. Only for someone else. */
  address_unknown: boolean
  /** The courier sends the giver a photo when the recipient has the gift. Only for someone else. */
  door_photo: boolean
  comment: string | null
}>

/** The current delivery of a cart. */
export type CartDelivery = {
  method: DeliveryMethod | null
  for_someone_else: boolean
  recipient_name: string | null
  recipient_phone: string | null
  giver_phone: string | null
  address: string | null
  latitude: number | null
  longitude: number | null
  shipping_option_id: string | null
  slot_id: string | null
  /** The current state of the slot; null if none is chosen or its window no longer offers it. */
  slot: Slot | null
  /** The time inside the slot that the shopper pays for, "HH:MM". */
  exact_time: string | null
  email: string | null
  card_text: string | null
  without_card: boolean
  anonymous: boolean
  surprise: boolean
  address_unknown: boolean
  door_photo: boolean
  comment: string | null
}

/** Required fields without a value, in the order in which to ask for them. */
export type MissingField =
  | "method"
  | "recipient_name"
  | "recipient_phone"
  | "address"
  | "shipping_option_id"
  | "slot_id"
  | "giver_phone"

export type ShippingOptionChoice = {
  id: string
  name: string
  amount: number | null
  method: DeliveryMethod
  max_km: number | null
  /** Price of an express delivery, and of a delivery at an exact time, instead of `amount`; null: not offered. */
  express_amount: number | null
  exact_time_amount: number | null
  chosen: boolean
}

/** The result of reading and of changing a cart's delivery. */
export type CartDeliveryView = {
  delivery: CartDelivery
  missing: MissingField[]
  shipping_options: ShippingOptionChoice[]
}
