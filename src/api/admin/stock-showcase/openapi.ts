import { z } from "@medusajs/framework/zod"
import { BOUQUET_STATUSES } from "../../../modules/showcase/types"
import { instant, type RouteDescriptions } from "../../route-description"
import { actor } from "../stock-movements/openapi"
import { ListShowcase, MakeBouquet, PriceBouquet, TakeBouquetApart, WriteBouquetOff } from "./validators"

const parts = z.array(
  z.strictObject({
    inventory_item_id: z.string(),
    quantity: z.number(),
    item_title: z.string().nullable(),
  }),
)

const bouquet = z.strictObject({
  id: z.string(),
  status: z.enum(BOUQUET_STATUSES),
  title: z.string(),
  title_uz: z.string(),
  price: z.number().describe("In the main unit of the shop's currency"),
  parts,
  lost: parts.describe("The stems that did not return to the stock"),
  reason: z.string().nullable().describe("Why they are lost"),
  location_id: z.string(),
  picture_url: z.string().nullable(),
  product_id: z.string(),
  variant_id: z.string(),
  inventory_item_id: z.string(),
  ...actor,
  made_at: instant.nullable(),
  ask_at: instant.nullable().describe("When its maker is asked what to do with it"),
  asked_at: instant.nullable(),
  ended_at: instant.nullable(),
  created_at: instant,
})

const answer = z.strictObject({ showcase_bouquet: bouquet })
const ENDED = ["bouquet_not_found", "bouquet_sold", "bouquet_ended", "bouquet_reserved", "record_busy"]

export const stockShowcaseRoutes: RouteDescriptions = {
  "GET /admin/stock-showcase": {
    summary: "Lists the bouquets that were made without an order, newest first.",
    query: ListShowcase,
    answer: z.strictObject({
      showcase_bouquets: z.array(bouquet),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "POST /admin/stock-showcase": {
    summary:
      "Makes a bouquet for the showcase: its stems leave the free stock, and it becomes a product with one piece in the category “Ready now”. As a whole or not at all.",
    body: MakeBouquet,
    answer,
    status: 201,
    errors: [
      "title_missing",
      "text_too_long",
      "invalid_price",
      "invalid_parts",
      "lines_missing",
      "invalid_quantity",
      "item_not_found",
      "location_not_found",
      "stems_missing",
      "shop_not_ready",
      "record_busy",
    ],
  },
  "GET /admin/stock-showcase/:id": {
    summary: "A bouquet of the showcase.",
    answer,
    errors: ["bouquet_not_found"],
  },
  "POST /admin/stock-showcase/:id/price": {
    summary: "Gives a bouquet another price.",
    body: PriceBouquet,
    answer,
    errors: ["invalid_price", "bouquet_not_found", "bouquet_sold", "bouquet_ended", "record_busy"],
  },
  "POST /admin/stock-showcase/:id/take-apart": {
    summary:
      "Takes a bouquet apart: the stems that are not lost return to the stock with their part of the value, the others are a loss.",
    body: TakeBouquetApart,
    answer,
    errors: [...ENDED, "stems_unknown", "reason_required", "large_loss"],
  },
  "POST /admin/stock-showcase/:id/write-off": {
    summary: "Writes a bouquet off as a whole.",
    body: WriteBouquetOff,
    answer,
    errors: [...ENDED, "reason_required", "large_loss"],
  },
}
