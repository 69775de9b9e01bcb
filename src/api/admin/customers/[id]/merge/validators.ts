import { z } from "@medusajs/framework/zod"

/** `into`: id of the customer that remains. */
export const MergeCustomer = z.object({ into: z.string().min(1).max(100) }).strict()
export type MergeCustomer = z.infer<typeof MergeCustomer>
