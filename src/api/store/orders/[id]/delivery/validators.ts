import { z } from "@medusajs/framework/zod"
import { UpdateCartDelivery } from "../../../carts/[id]/delivery/validators"

/** The fields that a shopper may change after ordering, and the difference in price that the shopper has seen. */
export const ChangeOwnDelivery = UpdateCartDelivery.pick({
  slot_id: true,
  address: true,
  latitude: true,
  longitude: true,
  shipping_option_id: true,
  recipient_name: true,
  recipient_phone: true,
  card_text: true,
  comment: true,
})
  .extend({ difference: z.number().optional() })
  .strict()

export type ChangeOwnDelivery = z.infer<typeof ChangeOwnDelivery>
