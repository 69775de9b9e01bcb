import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { ListCashHandOvers } from "./validators"

const amount = z.number().describe("In minor units: 1/100 of the currency's unit")

export const cashHandOverRoutes: RouteDescriptions = {
  "GET /admin/cash-hand-overs": {
    summary:
      "The cash that couriers handed over to owners and managers, newest first, and what each courier has not handed over yet.",
    query: ListCashHandOvers,
    answer: z.strictObject({
      cash_hand_overs: z.array(
        z.strictObject({
          id: z.string(),
          courier_id: z.string(),
          courier_name: z.string(),
          amount,
          currency_code: z.string(),
          orders: z.number().describe("Number of orders"),
          taken_by: z.string().describe("Id of the staff member who took the cash"),
          taken_by_name: z.string(),
          taken_at: instant,
        }),
      ),
      open: z.array(
        z.strictObject({ courier_id: z.string(), amount, currency_code: z.string(), orders: z.number() }),
      ),
      limit: z.number(),
      offset: z.number(),
    }),
  },
}
