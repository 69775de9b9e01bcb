import { z } from "@medusajs/framework/zod"
import { MOVEMENT_KINDS } from "../../../modules/stock-ledger/types"
import { instant, type RouteDescriptions } from "../../route-description"
import { ExplainStockMovement, ListStockMovements } from "./validators"

/** An amount of the shop's currency that only the roles of the money see. */
export const worth = z
  .number()
  .optional()
  .describe("In minor units: 1/100 of the currency's unit. Only for owner, manager and accountant")

export const place = {
  inventory_item_id: z.string(),
  location_id: z.string(),
  item_title: z.string().nullable(),
  sku: z.string().nullable(),
  location_name: z.string().nullable(),
}

/** Who acted. */
export const actor = {
  actor_type: z.string().describe("user, api-key, telegram, system, or unknown"),
  actor_id: z.string().nullable(),
  actor_name: z.string().nullable(),
  channel: z.string().describe("admin, telegram, store, job, or database"),
}

export const stockMovement = z.strictObject({
  id: z.string(),
  ...place,
  kind: z.enum(MOVEMENT_KINDS).describe("The kind of the explanation, if there is one"),
  reason: z.string().nullable(),
  quantity: z.number().describe("Negative for a decrease"),
  stock_after: z.number(),
  value: worth,
  is_explained: z.boolean().describe("False while nobody has explained why the stock changed"),
  ...actor,
  order_id: z.string().nullable(),
  display_id: z.number().nullable().describe("The order's number"),
  document_id: z.string().nullable(),
  counters: z.string().nullable().describe("Id of the movement that this one takes back"),
  note: z.string().nullable(),
  created_at: instant,
})

export const stockMovementRoutes: RouteDescriptions = {
  "GET /admin/stock-movements": {
    summary:
      "Lists the movements of the stock ledger, newest first. unexplained=true lists those whose reason nobody has told yet, with their count.",
    query: ListStockMovements,
    answer: z.strictObject({
      stock_movements: z.array(stockMovement),
      next_before: z.string().nullable().describe("The parameter before of the next page"),
      count: z.number().optional().describe("Only with unexplained=true; 10,000 at most"),
    }),
  },
  "POST /admin/stock-movements/:id/explain": {
    summary: "Explains a movement whose reason is not known. The movement itself stays as it is.",
    body: ExplainStockMovement,
    answer: z.strictObject({ stock_movement: stockMovement }),
    errors: ["reason_required", "text_too_long", "movement_not_found", "already_explained"],
  },
}
