import type { z } from "@medusajs/framework/zod"
import { UpdateCartDelivery } from "../../../../store/carts/[id]/delivery/validators"

/** The fields of a cart's delivery, without the shopper's e-mail. */
export const ChangeOrderDelivery = UpdateCartDelivery.omit({ email: true })

export type ChangeOrderDelivery = z.infer<typeof ChangeOrderDelivery>
