import { z } from "@medusajs/framework/zod"
import { EXPLAINED_KINDS, MOVEMENT_KINDS } from "../../../modules/stock-ledger/types"

const id = z.string().min(1).max(100)
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `next_before` of the page before. */
  before: id.optional(),
}

export const ListStockMovements = z
  .object({
    ...page,
    inventory_item_id: id.optional(),
    location_id: id.optional(),
    kind: z.enum(MOVEMENT_KINDS).optional(),
    order_id: id.optional(),
    /** The order's number for people. */
    order_number: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    document_id: id.optional(),
    /** Id of a user of the admin or of an API key, or Telegram id. */
    actor_id: id.optional(),
    /** First instant, and the instant after the last one, in ISO 8601 with an offset. */
    from: instant.optional(),
    until: instant.optional(),
    /** `true`: only movements that nobody has explained yet. It stands without other filters. */
    unexplained: z.enum(["true", "false"]).optional(),
  })
  .strict()
  .refine(
    ({ limit: _limit, before: _before, unexplained, ...filters }) =>
      unexplained !== "true" || Object.values(filters).every((value) => value === undefined),
    "unexplained stands without other filters",
  )
export type ListStockMovements = z.infer<typeof ListStockMovements>

export const ExplainStockMovement = z
  .object({
    kind: z.enum(EXPLAINED_KINDS),
    /** For a loss: one of the reasons of a loss. */
    reason: z.string().max(500).nullish(),
    note: z.string().max(500).nullish(),
  })
  .strict()
export type ExplainStockMovement = z.infer<typeof ExplainStockMovement>
