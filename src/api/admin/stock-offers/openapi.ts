import { z } from "@medusajs/framework/zod"
import { deleted, instant, type RouteDescriptions } from "../../route-description"
import { ListStockOffers, StartStockOffer } from "./validators"

const offer = z.strictObject({
  id: z.string(),
  lot_id: z.string(),
  inventory_item_id: z.string(),
  percent: z.number().describe("What is taken off the price"),
  price_list_id: z.string().describe("Medusa's price list of the type sale"),
  ends_at: instant.describe("When the prices end at the latest; they end earlier when the lot is gone"),
  ended_at: instant.nullable(),
  created_at: instant,
})

export const stockOfferRoutes: RouteDescriptions = {
  "GET /admin/stock-offers": {
    summary: "Lists the offers of flowers that wilt, newest first.",
    query: ListStockOffers,
    answer: z.strictObject({
      stock_offers: z.array(offer),
      has_more: z.boolean(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "POST /admin/stock-offers": {
    summary:
      "Lowers the prices of the products that use the flowers of a lot, until the lot is gone or the day on which it wilts is over. A lot has one offer: a repeated call answers with it.",
    body: StartStockOffer,
    answer: z.strictObject({ stock_offer: offer, products: z.array(z.string()).describe("Their titles") }),
    errors: ["lot_not_found", "nothing_to_offer"],
  },
  "DELETE /admin/stock-offers/:id": {
    summary: "Ends an offer: the usual prices count again.",
    answer: deleted("stock_offer"),
    errors: ["offer_not_found"],
  },
}
