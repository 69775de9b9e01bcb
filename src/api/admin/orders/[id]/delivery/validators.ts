import type { z } from "@medusajs/framework/zod"
import { UpdateCartDelivery } from "../../../../store/carts/[id]/delivery/validators"

/** The fields of a cart's delivery that staff can change. */
export const ChangeOrderDelivery = UpdateCartDelivery.omit({ email: true, exact_time: true })

export type ChangeOrderDelivery = z.infer<typeof ChangeOrderDelivery>
