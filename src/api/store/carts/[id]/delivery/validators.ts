import { z } from "@medusajs/framework/zod"

/**
 * The workflow validates lengths, numbers and places, because it answers with a specific error code for each.
 */
export const UpdateCartDelivery = z
  .object({
    method: z.enum(["delivery", "pickup"]),
    for_someone_else: z.boolean(),
    recipient_name: z.string(),
    recipient_phone: z.string(),
    giver_phone: z.string(),
    address: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    shipping_option_id: z.string(),
    slot_id: z.string(),
    exact_time: z.string().max(5).nullable(),
    email: z.string().nullable(),
    card_text: z.string().nullable(),
    without_card: z.boolean(),
    anonymous: z.boolean(),
    surprise: z.boolean(),
    address_unknown: z.boolean(),
    door_photo: z.boolean(),
    comment: z.string().nullable(),
  })
  .partial()
  .strict()

export type UpdateCartDelivery = z.infer<typeof UpdateCartDelivery>
