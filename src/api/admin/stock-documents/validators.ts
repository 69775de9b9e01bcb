import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"
import { DOCUMENT_KINDS } from "../../../modules/stock-ledger/types"

const id = z.string().min(1).max(100)
const text = z.string().max(500).nullish()

export const ListStockDocuments = z
  .object({
    kind: z.enum(DOCUMENT_KINDS).optional(),
    supplier_id: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListStockDocuments = z.infer<typeof ListStockDocuments>

const texts = {
  /** Chosen by the caller: a repeated request with the same key records nothing. */
  key: id.nullish(),
  /** For a loss: one of the reasons of a loss. */
  reason: text,
  note: text,
}

export const CreateStockDocument = z
  .object({
    kind: z.enum(["incoming", "loss", "correction"]),
    supplier_id: id.nullish(),
    ...texts,
    lines: z.array(
      z
        .object({
          inventory_item_id: id,
          location_id: id,
          /** Pieces, above zero. A correction has signs. */
          quantity: z.number(),
          /** Cost of one piece in minor units, for flowers that come. */
          unit_cost: z.number().nullish(),
          /** The first day, as YYYY-MM-DD, on which the flowers are no longer fresh. */
          wilts_on: z.iso.date().nullish(),
          /** The lot from which a loss or a correction takes first. */
          lot_id: id.nullish(),
        })
        .strict(),
    ),
  })
  .strict()
export type CreateStockDocument = z.infer<typeof CreateStockDocument>

export const RegradeStock = z
  .object({
    ...texts,
    /** The items that the pieces leave and join. */
    from: id,
    to: id,
    location_id: id,
    quantity: z.number(),
  })
  .strict()
export type RegradeStock = z.infer<typeof RegradeStock>

export const TakeBackStockDocument = z.object({ note: text }).strict()
export type TakeBackStockDocument = z.infer<typeof TakeBackStockDocument>
