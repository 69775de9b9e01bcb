import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"
import { BOUQUET_STATUSES } from "../../../modules/showcase/types"

const id = z.string().min(1).max(100)

const part = z.object({ inventory_item_id: id, quantity: z.number() }).strict()

export const ListShowcase = z
  .object({
    status: z.enum(BOUQUET_STATUSES).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListShowcase = z.infer<typeof ListShowcase>

export const MakeBouquet = z
  .object({
    /** Chosen by the caller: a repeated request with the same key makes no other bouquet. */
    key: id.nullish(),
    title: z.string().max(500),
    /** The Uzbek title; without it, `title`. */
    title_uz: z.string().max(500).nullish(),
    description: z.string().max(1000).nullish(),
    description_uz: z.string().max(1000).nullish(),
    /** In the main unit of the shop's currency. */
    price: z.number(),
    parts: z.array(part).max(100),
    /** Where the stems are; without it, the shop's location. */
    location_id: id.nullish(),
  })
  .strict()
export type MakeBouquet = z.infer<typeof MakeBouquet>

export const PriceBouquet = z.object({ price: z.number() }).strict()
export type PriceBouquet = z.infer<typeof PriceBouquet>

const reason = z.string().max(100).nullish()

export const TakeBouquetApart = z
  .object({
    /** The stems that do not return to the stock. */
    lost: z.array(part).max(100).default([]),
    reason,
  })
  .strict()
export type TakeBouquetApart = z.infer<typeof TakeBouquetApart>

export const WriteBouquetOff = z.object({ reason }).strict()
export type WriteBouquetOff = z.infer<typeof WriteBouquetOff>
