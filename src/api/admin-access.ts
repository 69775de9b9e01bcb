import type { StaffRole } from "../modules/workshop/order-transitions"

/** Roles that a row may name. The owner may call every route, so no row names the owner. */
type Other = Exclude<StaffRole, "owner">

/** One row of the access table: a method ("*": each method), a path pattern, and the roles besides the owner. */
export type AccessRow = { method: string; path: string; roles: readonly Other[] }

const manager: Other[] = ["manager"]
const everyone: Other[] = ["manager", "florist", "courier", "accountant", "marketing", "support"]
const workshop: Other[] = ["manager", "florist", "courier", "accountant", "support"]
const desk: Other[] = ["manager", "support"]
const money: Other[] = ["manager", "accountant"]
const keepers: Other[] = ["manager", "florist"]
const stockReaders: Other[] = ["manager", "florist", "accountant"]
const catalog: Other[] = ["manager", "marketing"]
const owner: Other[] = []

const row = (route: string, roles: readonly Other[]): AccessRow => {
  const [method, path] = route.split(" ")
  return { method, path, roles }
}

/** Routes that need no login. A stranger may call no other route of the Admin API. */
export const PUBLIC_ROUTES: readonly string[] = ["GET /admin/feature-flags", "POST /admin/invites/accept"]

/** Routes of this shop. They are guarded in a host store too, also for users who are not staff of the shop. */
export const OWN_ACCESS: readonly AccessRow[] = [
  row("GET /admin/assignments", workshop),
  row("GET /admin/unassigned-orders", ["manager", "florist", "support"]),
  row("GET /admin/orders/:id/assignment", workshop),
  row("POST /admin/orders/:id/assignment/:action", manager),
  row("POST /admin/orders/:id/assignment/cancel", desk),
  row("POST /admin/orders/:id/balance/pay-back", money),
  row("GET /admin/orders/:id/delivery", workshop),
  row("POST /admin/orders/:id/delivery", desk),
  row("POST /admin/customers/:id/merge", manager),
  row("GET /admin/telegram-accounts", desk),
  row("GET /admin/telegram-accounts/export", manager),
  row("GET /admin/telegram-chats", manager),
  row("POST /admin/telegram-chats", owner),
  row("GET /admin/telegram-messages", desk),
  row("POST /admin/telegram-messages/:id/send", desk),
  row("GET /admin/ratings", ["manager", "marketing", "support"]),
  row("POST /admin/ratings/:id", ["manager", "marketing", "support"]),
  row("GET /admin/staff", manager),
  row("GET /admin/staff/:id", manager),
  row("POST /admin/staff", owner),
  row("POST /admin/staff/:id", owner),
  row("POST /admin/staff/invites", owner),
  row("* /admin/gateway-transactions/**", money),
  row("GET /admin/audit-log", owner),
  row("GET /admin/cash-hand-overs", money),
  // The route checks the role for the file: see private-files.
  row("GET /admin/private-files/:key", ["manager", "accountant", "marketing"]),
  row("POST /admin/catalog/import", catalog),
  row("GET /admin/catalog/imports/**", catalog),
  row("GET /admin/closed-days", workshop),
  row("* /admin/closed-days/**", manager),
  row("GET /admin/closed-slots", workshop),
  row("* /admin/closed-slots/**", manager),
  row("GET /admin/delivery-windows", workshop),
  row("* /admin/delivery-windows/**", manager),
  row("GET /admin/products/:id/cost", money),
  row("GET /admin/orders/:id/cost", money),
  row("GET /admin/products/:id/fiscal", ["manager", "accountant", "marketing"]),
  row("POST /admin/products/:id/fiscal", ["manager", "accountant", "marketing"]),
  row("GET /admin/inventory-items/:id/holds", ["manager", "florist", "marketing", "support"]),
  // The answers have costs and values only for the roles of the money.
  row("GET /admin/stock-movements", stockReaders),
  row("POST /admin/stock-movements/:id/explain", manager),
  row("GET /admin/stock-documents/**", stockReaders),
  row("POST /admin/stock-documents", keepers),
  row("POST /admin/stock-documents/regrade", keepers),
  row("POST /admin/stock-documents/:id/take-back", keepers),
  row("GET /admin/stock-requests", stockReaders),
  row("POST /admin/stock-requests/:id/approve", manager),
  row("POST /admin/stock-requests/:id/refuse", manager),
  row("GET /admin/stock-items/**", stockReaders),
  row("POST /admin/stock-items/:id/reorder", manager),
  row("GET /admin/stock-shopping-list/**", stockReaders),
  row("GET /admin/stock-lots/**", stockReaders),
  row("GET /admin/stock-showcase/**", stockReaders),
  row("* /admin/stock-showcase/**", keepers),
  row("GET /admin/stock-counts/**", stockReaders),
  row("* /admin/stock-counts/**", keepers),
  row("POST /admin/stock-import", keepers),
  row("GET /admin/stock-export", stockReaders),
  row("GET /admin/stock-suppliers", stockReaders),
  row("* /admin/stock-suppliers/**", manager),
  row("GET /admin/stock-offers", stockReaders),
  row("* /admin/stock-offers/**", manager),
]

/** What the shop's pages ask to know what to show. Each login of a host store may call them. */
const PAGE_ACCESS: readonly AccessRow[] = [
  row("GET /admin/guldasta/access", everyone),
  row("GET /admin/guldasta/scope", everyone),
]

/** Routes of Medusa. */
const CORE_ACCESS: readonly AccessRow[] = [
  // What each page of the admin needs. A default layout and a shared view are a manager's: see layouts/middlewares.ts.
  row("GET /admin/users/me", everyone),
  row("GET /admin/users/:id", manager),
  row("GET /admin/stores/**", everyone),
  row("GET /admin/currencies/**", everyone),
  row("GET /admin/locales/**", everyone),
  row("GET /admin/regions/**", everyone),
  row("GET /admin/sales-channels/**", everyone),
  row("GET /admin/stock-locations/**", everyone),
  row("GET /admin/price-preferences/**", everyone),
  row("GET /admin/property-labels/**", everyone),
  row("GET /admin/views/**", everyone),
  row("* /admin/views/**", manager),
  row("* /admin/layouts/**", everyone),
  // Links of exports come in notifications. Accountant and marketing read only the feed: see notifications.
  row("GET /admin/notifications", ["manager", "accountant", "marketing"]),
  row("GET /admin/notifications/:id", manager),
  row("GET /admin/search", desk),

  // Orders. The money of an order is below.
  row("GET /admin/orders/**", workshop),
  row("* /admin/orders/**", manager),
  row("POST /admin/orders/:id", desk),
  row("POST /admin/orders/:id/cancel", desk),
  row("POST /admin/orders/export", money),
  row("* /admin/order-edits/**", manager),
  row("* /admin/order-changes/**", manager),
  row("* /admin/draft-orders/**", manager),
  row("* /admin/fulfillments/**", manager),
  ...["returns", "claims", "exchanges"].flatMap((kind) => [
    row(`GET /admin/${kind}/**`, ["manager", "accountant", "support"]),
    row(`* /admin/${kind}/**`, manager),
  ]),
  row("GET /admin/return-reasons/**", desk),
  row("* /admin/return-reasons/**", manager),

  // Money.
  row("GET /admin/payments/**", money),
  row("POST /admin/payments/:id/capture", money),
  row("POST /admin/payments/:id/refund", money),
  row("* /admin/payment-collections/**", money),
  row("POST /admin/orders/:id/credit-lines", money),
  row("POST /admin/orders/:id/payment-sessions/authorize", money),
  row("GET /admin/refund-reasons/**", money),
  row("* /admin/refund-reasons/**", manager),
  row("GET /admin/tax-rates/**", money),
  row("GET /admin/tax-regions/**", money),
  row("GET /admin/tax-providers", money),

  // Customers.
  row("GET /admin/customers/**", desk),
  row("* /admin/customers/**", manager),
  row("POST /admin/customers", desk),
  row("POST /admin/customers/:id", desk),
  row("POST /admin/customers/:id/addresses", desk),
  row("POST /admin/customers/:id/addresses/:address_id", desk),
  row("GET /admin/customer-groups/**", ["manager", "marketing", "support"]),
  row("* /admin/customer-groups/**", manager),

  // Catalogue and promotions.
  ...[
    "products",
    "product-categories",
    "product-options",
    "product-tags",
    "product-types",
    "collections",
  ].flatMap((kind) => [row(`GET /admin/${kind}/**`, everyone), row(`* /admin/${kind}/**`, catalog)]),
  row("GET /admin/product-variants", everyone),
  row("POST /admin/sales-channels/:id/products", catalog),
  ...["promotions", "campaigns", "price-lists"].flatMap((kind) => [
    row(`GET /admin/${kind}/**`, ["manager", "accountant", "marketing", "support"]),
    row(`* /admin/${kind}/**`, catalog),
  ]),
  row("GET /admin/translations/**", catalog),
  row("POST /admin/translations/batch", catalog),
  row("POST /admin/uploads", catalog),
  row("POST /admin/uploads/presigned-urls", catalog),
  row("DELETE /admin/uploads/:id", catalog),

  // Stock and delivery.
  row("GET /admin/inventory-items/**", ["manager", "florist", "accountant", "marketing"]),
  row("* /admin/inventory-items/**", manager),
  row("GET /admin/reservations/**", ["manager", "florist"]),
  row("* /admin/reservations/**", manager),
  ...["shipping-options", "shipping-profiles", "shipping-option-types", "fulfillment-providers"].map((kind) =>
    row(`GET /admin/${kind}/**`, ["manager", "support", "marketing"]),
  ),
  ...["shipping-options", "shipping-profiles", "shipping-option-types", "fulfillment-sets"].map((kind) =>
    row(`* /admin/${kind}/**`, manager),
  ),
  row("* /admin/stock-locations/**", manager),
]

/**
 * Which role may call which route of the Admin API, this shop's and Medusa's. The most specific row of a request
 * decides; only the owner may call a route that no row covers. `:name` stands for one segment of a path, `**` at the end
 * for any number of segments.
 */
export const ACCESS: readonly AccessRow[] = [...OWN_ACCESS, ...PAGE_ACCESS, ...CORE_ACCESS]

type Pattern = { row: AccessRow; segments: string[]; rank: string }

const compile = (rows: readonly AccessRow[]): Pattern[] =>
  rows
    .map((given) => ({ row: given, segments: segmentsOf(given.path), rank: rankOf(given) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))

/** Express matches paths without regard to case and to a slash at the end. */
const segmentsOf = (path: string) => path.toLowerCase().split("/").filter(Boolean)

/** Sort key of a row: a fixed segment comes before a parameter, a parameter before `**`, a method before `*`. */
function rankOf({ method, path }: AccessRow): string {
  const ranks = segmentsOf(path).map((segment) =>
    segment === "**" ? "3" : segment.startsWith(":") ? "2" : "1",
  )
  return `${ranks.join("").padEnd(12, "0")}${method === "*" ? "2" : "1"}`
}

const COMPILED = compile(ACCESS)
const OWN = compile(OWN_ACCESS)

/** Whether a pattern covers a path. */
function covers({ segments }: Pattern, path: string[]): boolean {
  const isOpen = segments.at(-1) === "**"
  const fixed = isOpen ? segments.slice(0, -1) : segments
  return (
    (isOpen ? path.length >= fixed.length : path.length === fixed.length) &&
    fixed.every((segment, index) => segment.startsWith(":") || segment === path[index])
  )
}

/**
 * The row that decides about a request.
 *
 * @param method HTTP method; HEAD counts as GET, because Express answers it with the GET route
 * @param path path of the request without its query
 */
export function accessRow(method: string, path: string): AccessRow | undefined {
  const segments = segmentsOf(path)
  const verb = method === "HEAD" ? "GET" : method
  return COMPILED.find(
    (pattern) => (pattern.row.method === "*" || pattern.row.method === verb) && covers(pattern, segments),
  )?.row
}

/** Whether a role may send a request. The parameters are those of {@link accessRow}. */
export function mayCall(role: StaffRole, method: string, path: string): boolean {
  return role === "owner" || (accessRow(method, path)?.roles.some((one) => one === role) ?? false)
}

/** Whether a path is one of {@link OWN_ACCESS}, whatever the method. */
export function isOwnPath(path: string): boolean {
  const segments = segmentsOf(path)
  return OWN.some((pattern) => covers(pattern, segments))
}

/** Whether a request needs no login. */
export function isPublic(method: string, path: string): boolean {
  const verb = method === "HEAD" ? "GET" : method
  return PUBLIC_ROUTES.includes(`${verb} /${segmentsOf(path).join("/")}`)
}
