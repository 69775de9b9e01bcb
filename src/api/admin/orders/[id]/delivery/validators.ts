import { z } from "@medusajs/framework/zod"

/**
 * The workflow validates lengths, numbers and places, because it answers with a specific error code for each.
 */
export const ChangeOrderDelivery = z
  .object({
    method: z.enum(["delivery", "pickup"]),
    shipping_option_id: z.string(),
    for_someone_else: z.boolean(),
    recipient_name: z.string(),
    recipient_phone: z.string(),
    address: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    slot_id: z.string(),
    card_text: z.string().nullable(),
    anonymous: z.boolean(),
    comment: z.string().nullable(),
  })
  .partial()
  .strict()

export type ChangeOrderDelivery = z.infer<typeof ChangeOrderDelivery>
