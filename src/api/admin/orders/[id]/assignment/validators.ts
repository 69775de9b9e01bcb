import { z } from "@medusajs/framework/zod"

export const TakeStep = z.object({ reason: z.string().max(2000).nullish() }).strict()

export type TakeStep = z.infer<typeof TakeStep>
