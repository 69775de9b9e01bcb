import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import { ListCashHandOvers } from "./validators"

/** GET /admin/cash-hand-overs: the cash that couriers handed over, newest first, and what each one still has. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query: ListCashHandOvers = await zodValidator<unknown>(ListCashHandOvers, req.query)
  const { limit, offset, courier_id } = query
  const workshop = req.scope.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [handOvers, open] = await Promise.all([
    workshop.listCashHandOvers(courier_id ? { courier_id } : {}, {
      order: { taken_at: "DESC" },
      take: limit,
      skip: offset,
    }),
    workshop.listOpenCash(courier_id),
  ])
  res.json({
    cash_hand_overs: handOvers.map(
      ({ created_at: _created, updated_at: _updated, deleted_at: _deleted, amount, ...handOver }) => ({
        ...handOver,
        amount: Number(amount),
      }),
    ),
    open,
    limit,
    offset,
  })
}
