import type { DeliveryMethod, Slot } from "../../modules/delivery/slots"

/** What a shopper may tell about the delivery, all at once or piece by piece. */
export type DeliveryChanges = Partial<{
  method: DeliveryMethod
  for_someone_else: boolean
  recipient_name: string
  /** Any human spelling; stored as E.164, Uzbekistan's when it names no country. */
  recipient_phone: string
  /** Alone it replaces the place, location included; give both to keep both. */
  address: string | null
  /** Degrees, with the longitude. Alone they replace the place, address included; null forgets them. */
  latitude: number | null
  longitude: number | null
  shipping_option_id: string
  slot_id: string
  email: string | null
  card_text: string | null
  anonymous: boolean
  comment: string | null
}>

/** A cart's delivery as it stands. */
export type CartDelivery = {
  method: DeliveryMethod | null
  for_someone_else: boolean
  recipient_name: string | null
  recipient_phone: string | null
  address: string | null
  latitude: number | null
  longitude: number | null
  shipping_option_id: string | null
  slot_id: string | null
  /** The slot as it is now; null when none is chosen, or its window is no more. */
  slot: Slot | null
  email: string | null
  card_text: string | null
  anonymous: boolean
  comment: string | null
}

/** What is still to be told, in the order in which a person is best asked. */
export type MissingField =
  "method" | "recipient_name" | "recipient_phone" | "address" | "shipping_option_id" | "slot_id"

export type ShippingOptionChoice = {
  id: string
  name: string
  amount: number | null
  method: DeliveryMethod
  max_km: number | null
  chosen: boolean
}

/** The answer of both reading and changing a cart's delivery. */
export type CartDeliveryView = {
  delivery: CartDelivery
  missing: MissingField[]
  shipping_options: ShippingOptionChoice[]
}
