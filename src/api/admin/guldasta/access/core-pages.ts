/** A page or form of Medusa's admin, by a pattern of its path, and the request that it needs. */
type Page = readonly [pattern: string, route: string]

/** Pages with forms that all change the record of the page: their path, and the path of Medusa's routes. */
const PAGES: readonly (readonly [page: string, api: string])[] = [
  ["products", "products"],
  ["product-options", "product-options"],
  ["categories", "product-categories"],
  ["collections", "collections"],
  ["promotions", "promotions"],
  ["campaigns", "campaigns"],
  ["price-lists", "price-lists"],
  ["customer-groups", "customer-groups"],
  ["reservations", "reservations"],
  ["inventory", "inventory-items"],
  ["settings/regions", "regions"],
  ["settings/tax-regions", "tax-regions"],
  ["settings/return-reasons", "return-reasons"],
  ["settings/refund-reasons", "refund-reasons"],
  ["settings/sales-channels", "sales-channels"],
  ["settings/product-types", "product-types"],
  ["settings/product-tags", "product-tags"],
  ["settings/locations", "stock-locations"],
]

/**
 * Pages and forms of Medusa's admin (@medusajs/dashboard 2.21, get-route.map). The first matching pattern decides. A page in no
 * pattern is open. `id` in a pattern stands for one segment.
 */
export const CORE_PAGES: readonly Page[] = [
  ["/orders/export", "POST /admin/orders/export"],
  ["/orders/id/edits", "POST /admin/order-edits"],
  ["/orders/id/returns(/id/receive)?", "POST /admin/returns"],
  ["/orders/id/claims", "POST /admin/claims"],
  ["/orders/id/exchanges", "POST /admin/exchanges"],
  ["/orders/id/allocate-items", "POST /admin/reservations"],
  ["/orders/id/refund", "POST /admin/payments/:id/refund"],
  ["/orders/id/transfer", "POST /admin/orders/:id/transfer"],
  ["/orders/id/(email|shipping-address|billing-address|metadata/edit)", "POST /admin/orders/:id"],
  ["/orders/id/.+", "POST /admin/orders/:id/fulfillments"],
  ["/customers/create", "POST /admin/customers"],
  ["/customers/id/(edit|metadata/edit)", "POST /admin/customers/:id"],
  ["/customers/id/create-address", "POST /admin/customers/:id/addresses"],
  ["/customers/id/add-customer-groups", "POST /admin/customers/:id/customer-groups"],
  ["/customers/id/id/transfer", "POST /admin/orders/:id/transfer"],
  ["/orders(/.*)?", "GET /admin/orders"],
  ["/customers(/.*)?", "GET /admin/customers"],
  ["/products/export", "POST /admin/products/export"],
  ["/products/import", "POST /admin/products/imports"],
  ["/products/id/(variants/id/)?(stock|manage-items)", "POST /admin/inventory-items/:id/location-levels"],
  // Pages to read, below the page of a record.
  ["/products/id/variants/(?!create$)id", "GET /admin/products"],
  ["/product-options/id/values/id", "GET /admin/product-options"],
  ["/settings/tax-regions/id/provinces/(?!create$)id", "GET /admin/tax-regions"],
  [
    "/settings/locations/(shipping-profiles|shipping-option-types)(/(?!create$)id)?",
    "GET /admin/shipping-profiles",
  ],
  ["/settings/locations/shipping-profiles/.+", "POST /admin/shipping-profiles"],
  ["/settings/locations/shipping-option-types/.+", "POST /admin/shipping-option-types"],
  ["/settings/sales-channels/id/add-products", "POST /admin/sales-channels/:id/products"],
  ...PAGES.flatMap(([page, api]): Page[] => [
    [`/${page}/(create|export|stock|organize)`, `POST /admin/${api}`],
    [`/${page}/id/.+`, `POST /admin/${api}/:id`],
    [`/${page}(/.*)?`, `GET /admin/${api}`],
  ]),
  ["/settings/profile/edit", "POST /admin/users/:id"],
  ["/settings/store/.+", "POST /admin/stores/:id"],
  ["/settings/users(/.*)?", "GET /admin/users"],
  ["/settings/(publishable|secret)-api-keys(/.*)?", "GET /admin/api-keys"],
  ["/settings/workflows(/.*)?", "GET /admin/workflows-executions"],
  ["/settings/translations/.+", "POST /admin/translations/batch"],
]

/** The pages of Medusa's settings, without the prefix `/settings/`, and the route that each one needs first. */
export const SETTINGS: Readonly<Record<string, string>> = {
  users: "/admin/users",
  "tax-regions": "/admin/tax-regions",
  "return-reasons": "/admin/return-reasons",
  "refund-reasons": "/admin/refund-reasons",
  translations: "/admin/translations/statistics",
  "publishable-api-keys": "/admin/api-keys",
  "secret-api-keys": "/admin/api-keys",
  workflows: "/admin/workflows-executions",
}

/** A button of Medusa's pages without a form: the page's pattern, the key of its text in Medusa's admin, and its request. */
type Button = readonly [page: string, text: string, route: string]

/** Buttons and menu entries that send a request at once. The first match of a page and a text decides. */
export const CORE_BUTTONS: readonly Button[] = [
  ["/orders/id", "orders.payment.capture", "POST /admin/payments/:id/capture"],
  ["/orders/id", "orders.payment.capture_short", "POST /admin/payments/:id/capture"],
  ["/orders/id", "orders.payment.markAsPaid", "POST /admin/payment-collections/:id/mark-as-paid"],
  ["/orders/id", "orders.fulfillment.markAsShipped", "POST /admin/orders/:id/fulfillments"],
  ["/orders/id", "orders.fulfillment.markAsPickedUp", "POST /admin/orders/:id/fulfillments"],
  ["/orders/id", "orders.fulfillment.markAsDelivered", "POST /admin/orders/:id/fulfillments"],
  ["/orders/id", "actions.cancel", "POST /admin/orders/:id/cancel"],
  ["/customers(/id)?", "actions.delete", "DELETE /admin/customers/:id"],
  ["/customers(/id)?", "actions.remove", "POST /admin/customers/:id/customer-groups"],
  ...PAGES.flatMap(([page, api]): Button[] => [
    [`/${page}(/.*)?`, "actions.delete", `DELETE /admin/${api}/:id`],
    ...["actions.edit", "actions.remove", "actions.disable", "actions.enable"].map((text): Button => [
      `/${page}(/.*)?`,
      text,
      `POST /admin/${api}/:id`,
    ]),
  ]),
]

/** The regular expression of a pattern. */
export const expressionOf = (pattern: string): string => `^${pattern.replaceAll(/\bid\b/g, "[^/]+")}/?$`
