import { z } from "@medusajs/framework/zod"
import { PERCENT_SCHEMA } from "../../../modules/core/options"

export const ListStockOffers = z
  .object({
    /** `true`: only the offers that have not ended. */
    open: z.enum(["true", "false"]).default("false"),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(10_000).default(0),
  })
  .strict()
export type ListStockOffers = z.infer<typeof ListStockOffers>

export const StartStockOffer = z
  .object({ lot_id: z.string().min(1).max(100), percent: PERCENT_SCHEMA.optional() })
  .strict()
export type StartStockOffer = z.infer<typeof StartStockOffer>
