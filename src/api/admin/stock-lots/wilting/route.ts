import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listWilting } from "../../../../workflows/stock/list-lots"
import { seesMoney } from "../../../roles"
import { ListWiltingLots } from "../validators"

/** GET /admin/stock-lots/wilting?day: the lots that are no longer fresh on a day, the oldest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { day, limit }: ListWiltingLots = await zodValidator<unknown>(ListWiltingLots, req.query)
  const [lots, withMoney] = await Promise.all([listWilting(req.scope, { day, take: limit }), seesMoney(req)])
  res.json({
    stock_lots: lots.map(({ quantity_left, value_left, ...lot }) => ({
      ...lot,
      quantity_left: Number(quantity_left),
      ...(withMoney ? { value_left: Number(value_left) } : {}),
    })),
  })
}
