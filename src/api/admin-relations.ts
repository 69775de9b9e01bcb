import { MedusaModule } from "@medusajs/framework/modules-sdk"
import type { StaffRole } from "../modules/workshop/order-transitions"
import { mayCall } from "./admin-access"
import { readsPaymentData, sortsByPaymentData } from "./admin-payment-data"

/**
 * Relations of Medusa's records, and the route whose roles may read them. Only owners and managers may read a relation that
 * is not listed, such as carts, users and API keys.
 */
const RELATIONS: readonly (readonly [route: string, names: string])[] = [
  [
    // The catalogue, the stock, and the places and ways of sale. A role of the shop may read all of them.
    "/admin/products",
    `product products product_option product_options product_option_value option options values variant variants images tags
     type collection categories category parent_category category_children price prices price_rules price_set calculated_price
     inventory inventory_item inventory_items location_levels stock_location stock_locations location locations address
     sales_channel sales_channels default_sales_channel region regions countries currency currencies supported_currencies
     supported_locales store shipping_profile shipping_option shipping_options fulfillment_set fulfillment_sets service_zone
     service_zones geo_zones rules provider providers payment_providers fulfillment_providers metadata`,
  ],
  [
    "/admin/orders",
    `order orders item items detail summary shipping_address billing_address shipping_method shipping_methods credit_lines
     tax_lines adjustments fulfillment fulfillments labels transactions order_change order_changes actions return returns
     claim claims claim_items exchange exchanges additional_items reason return_reason payment_collection
     payment_collections payment payments captures refunds refund_reason`,
  ],
  ["/admin/payments", "payment_session payment_sessions"],
  ["/admin/customers", "customer customers addresses"],
  ["/admin/customer-groups", "groups customer_group customer_groups"],
  [
    "/admin/promotions",
    "promotion promotions campaign campaigns budget application_method target_rules buy_rules promotion_rules",
  ],
  ["/admin/price-lists", "price_list price_lists price_list_rules"],
  ["/admin/reservations", "reservation reservations reservation_item reservation_items"],
  ["/admin/tax-regions", "tax_region tax_regions tax_rate tax_rates children parent"],
]

/**
 * Relations that Medusa's own pages ask for, whatever the user may read (@medusajs/dashboard 2.21: order-detail, order-list,
 * customer-group-detail, price-list-customer-group-rule-form). They are left out, so that the pages work without them.
 */
const LEFT_OUT = /^[+ *]?(customer|promotions|payment_collections\.payment_sessions|customers\.id)$/

const routeOf = new Map(
  RELATIONS.flatMap(([route, names]) => names.split(/\s+/).map((name) => [name, route])),
)

let known: Set<string> | undefined

/** Names of all relations in the schemas of Medusa's modules and in the links between them. */
function relationNames(): Set<string> {
  known ??= new Set(
    MedusaModule.getAllJoinerConfigs().flatMap(({ schema, extends: links, relationships, alias }) => [
      ...namesIn(typeof schema === "string" ? schema : ""),
      ...(links ?? []).flatMap(({ fieldAlias, relationship }) => [
        ...Object.keys(fieldAlias ?? {}),
        relationship.alias,
      ]),
      ...[relationships ?? [], alias ?? []].flat().flatMap((one) => ("name" in one ? one.name : one.alias)),
    ]),
  )
  return known
}

/** Names of the fields of a GraphQL schema whose type is another type of the schema. */
function namesIn(schema: string): string[] {
  const types = new Set([...schema.matchAll(/\btype (\w+)/g)].map(([, name]) => name))
  return [...schema.matchAll(/(\w+)\s*:\s*\[?(\w+)/g)].flatMap(([, name, type]) =>
    types.has(type) ? [name] : [],
  )
}

/** The relations of one field, such as `items` and `variant` of `*items.variant`, or of `items.variant.sku`. */
function relationsOf(field: string): string[] {
  const names = field
    .replace(/^[+\-*\s]+/, "")
    .split(".")
    .map((name) => name.trim())
    .filter(Boolean)
  const last = names.at(-1) ?? ""
  const isRelation = field.includes("*") || relationNames().has(last) || last.endsWith("_link")
  return (isRelation ? names : names.slice(0, -1)).filter((name) => name !== "*")
}

const fieldsIn = (value: unknown): string[] =>
  value === undefined
    ? []
    : JSON.stringify(value)
        .split(/[^\w+*. -]+/)
        .filter(Boolean)

/**
 * A relation in the query parameters `fields` and `order` that a role may not read. Medusa lets each route of the Admin API
 * follow any relation, so a role could read other records through the records that it may read.
 *
 * @returns undefined if the role may read all of them
 */
export function refusedRelation(role: StaffRole, query: Record<string, unknown>): string | undefined {
  if (role === "owner" || role === "manager") {
    return undefined
  }
  const sorted = fieldsIn(query.order)
  const refused = [...fieldsIn(query.fields), ...sorted].flatMap(relationsOf).find((name) => {
    const route = routeOf.get(name)
    return !route || !mayCall(role, "GET", route)
  })
  return refused ?? (readsPaymentData(role) ? undefined : sorted.find(sortsByPaymentData))
}

/** Leaves out relations that Medusa's pages ask for and the role may not read. Changes the query. */
export function leaveOutRelations(role: StaffRole, query: Record<string, unknown>): void {
  if (typeof query.fields !== "string") {
    return
  }
  const kept = query.fields
    .split(",")
    .filter((field) => !LEFT_OUT.test(field) || !refusedRelation(role, { fields: field }))
  if (kept.length) {
    query.fields = kept.join(",")
  } else {
    delete query.fields
  }
}
