import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { StaffRole } from "../../../../modules/workshop/order-transitions"
import { optionsOf } from "../../../../workflows/settings"
import { mayCall } from "../../../admin-access"
import { roleOf } from "../../../roles"
import { CORE_BUTTONS, CORE_PAGES, expressionOf } from "./core-pages"

/** Actions of the workshop whose buttons the admin's pages show. */
const SHOWN_ACTIONS = [
  "accept",
  "give_back",
  "mark_ready",
  "approve_photo",
  "give_back_delivery",
  "receive_cash",
  "pick_up",
  "deliver",
  "fail_delivery",
  "return",
  "cancel",
]

/**
 * Requests that the shop's pages and widgets send. The pages show the others as absent, or as disabled with a reason.
 */
export const SHOWN_ROUTES = [
  "GET /admin/assignments",
  "GET /admin/unassigned-orders",
  "GET /admin/orders/:id/assignment",
  ...SHOWN_ACTIONS.map((action) => `POST /admin/orders/:id/assignment/${action}`),
  "POST /admin/orders/:id/balance/pay-back",
  "POST /admin/orders/:id/delivery",
  "POST /admin/customers/:id/merge",
  "GET /admin/telegram-accounts",
  "GET /admin/telegram-accounts/export",
  "GET /admin/telegram-messages",
  "POST /admin/telegram-messages/:id/send",
  "GET /admin/ratings",
  "POST /admin/ratings/:id",
  "GET /admin/telegram-chats",
  "POST /admin/telegram-chats",
  "GET /admin/staff",
  "POST /admin/staff/:id",
  "POST /admin/staff/invites",
  "GET /admin/users",
  "GET /admin/gateway-transactions",
  "POST /admin/gateway-transactions/:id/settle",
  "GET /admin/catalog/imports",
  "GET /admin/orders/:id/cost",
  "GET /admin/products/:id/cost",
  "GET /admin/products/:id/fiscal",
  "POST /admin/products/:id/fiscal",
  "GET /admin/inventory-items/:id/holds",
  "GET /admin/stock-items",
  "POST /admin/stock-items/:id/reorder",
  "GET /admin/stock-shopping-list",
  "GET /admin/stock-lots",
  "GET /admin/stock-movements",
  "POST /admin/stock-movements/:id/explain",
  "GET /admin/stock-documents",
  "POST /admin/stock-documents",
  "POST /admin/stock-documents/:id/take-back",
  "GET /admin/stock-requests",
  "POST /admin/stock-requests/:id/approve",
  "POST /admin/stock-requests/:id/refuse",
  "GET /admin/stock-suppliers",
  "GET /admin/stock-showcase",
  "POST /admin/stock-showcase",
  "POST /admin/stock-suppliers",
  "POST /admin/stock-offers",
  "POST /admin/stock-import",
  "GET /admin/stock-export",
  "GET /admin/stock-counts",
  "POST /admin/stock-counts",
  "POST /admin/stock-counts/:id/entries",
  "POST /admin/stock-counts/:id/close",
  "POST /admin/stock-counts/:id/cancel",
] as const

/** Whether a role may send a request such as "POST /admin/staff/:id". */
function maySend(role: StaffRole | undefined, route: string): boolean {
  const [method, path] = route.split(" ")
  return role !== undefined && mayCall(role, method, path)
}

/**
 * GET /admin/guldasta/access: the caller's role, which of the shop's requests it may send, and which pages and buttons of
 * Medusa's admin it may use. In a host store Medusa's admin is open for users who are no staff of the shop.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const role = await roleOf(req)
  const isOpen = !role && !optionsOf(req.scope).guardAdmin
  res.json({
    role: role ?? null,
    may: Object.fromEntries(SHOWN_ROUTES.map((route) => [route, maySend(role, route)])),
    core_pages: CORE_PAGES.map(([pattern, route]) => ({
      path: expressionOf(pattern),
      may: isOpen || maySend(role, route),
    })),
    core_buttons: CORE_BUTTONS.map(([pattern, text, route]) => ({
      path: expressionOf(pattern),
      text,
      may: isOpen || maySend(role, route),
    })),
  })
}
