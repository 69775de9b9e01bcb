import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { mayCall } from "../../../admin-access"
import { roleOf } from "../../../roles"

/**
 * Requests that the shop's pages and widgets send. The pages show the others as absent, or as disabled with a reason.
 */
export const SHOWN_ROUTES = [
  "GET /admin/assignments",
  "GET /admin/unassigned-orders",
  "GET /admin/orders/:id/assignment",
  ...["accept", "give_back", "mark_ready", "give_back_delivery", "pick_up", "deliver", "fail_delivery"].map(
    (action) => `POST /admin/orders/:id/assignment/${action}`,
  ),
  "POST /admin/orders/:id/assignment/return",
  "POST /admin/orders/:id/assignment/cancel",
  "POST /admin/orders/:id/balance/pay-back",
  "POST /admin/orders/:id/delivery",
  "POST /admin/customers/:id/merge",
  "GET /admin/telegram-accounts",
  "GET /admin/telegram-accounts/export",
  "GET /admin/telegram-messages",
  "POST /admin/telegram-messages/:id/send",
  "GET /admin/telegram-chats",
  "POST /admin/telegram-chats",
  "GET /admin/staff",
  "POST /admin/staff/:id",
  "POST /admin/staff/invites",
  "GET /admin/users",
  "GET /admin/gateway-transactions",
  "POST /admin/gateway-transactions/:id/settle",
  "GET /admin/products/:id/fiscal",
  "POST /admin/products/:id/fiscal",
  "GET /admin/inventory-items/:id/holds",
] as const

/** GET /admin/guldasta/access: the caller's role, and which of the shop's requests it may send. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const role = await roleOf(req)
  const may = SHOWN_ROUTES.map((route) => {
    const [method, path] = route.split(" ")
    return [route, role !== undefined && mayCall(role, method, path)]
  })
  res.json({ role: role ?? null, may: Object.fromEntries(may) })
}
