import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { shopError } from "../../../lib/errors"
import { mayCall } from "../../admin-access"
import { SETTINGS } from "../guldasta/access/core-pages"
import { hasAccess, roleOf } from "../../roles"

/** The route that a page of the sidebar needs first, for the shop's pages and for Medusa's. */
const OWN_PAGES = {
  workshop: "/admin/assignments",
  staff: "/admin/staff",
  messages: "/admin/telegram-messages",
  ratings: "/admin/ratings",
  payments: "/admin/gateway-transactions",
  "catalog-import": "/admin/catalog/imports",
  stock: "/admin/stock-items",
}
const CORE_PAGES = {
  orders: "/admin/orders",
  products: "/admin/products",
  inventory: "/admin/inventory-items",
  customers: "/admin/customers",
  promotions: "/admin/promotions",
  "price-lists": "/admin/price-lists",
}

const entriesOf = (prefix: string, pages: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(pages).map(([page, route]) => [`${prefix}${page}`, route]))

/** The entries of Medusa's layouts that need a route, by the zone of the layout and the entry's id. */
const OWN_ENTRIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sidebar: entriesOf("core:nav:/", OWN_PAGES),
}
const CORE_ENTRIES: typeof OWN_ENTRIES = {
  sidebar: entriesOf("core:nav:/", CORE_PAGES),
  "settings.sidebar": entriesOf("core:settings-nav:/settings/", SETTINGS),
  topbar: { "core:Notifications": "/admin/notifications" },
}

const widgets = z.record(z.string(), z.looseObject({}))
const layout = z.looseObject({ configuration: z.looseObject({ widgets: widgets.optional() }) })
/** Medusa's answer about a layout: the layout of the user and the default layout of all users. */
const answer = z.looseObject({
  personal_configuration: layout.nullable(),
  default_configuration: layout.nullable(),
})

function hiddenIn(given: z.infer<typeof layout> | null, entries: string[]) {
  const { configuration } = given ?? { configuration: {} }
  const { widgets: shown } = configuration
  const hidden = Object.fromEntries(entries.map((entry) => [entry, { ...shown?.[entry], hidden: true }]))
  return { ...given, configuration: { ...configuration, widgets: { ...shown, ...hidden } } }
}

/** Marks menu entries as hidden in Medusa's answer. The stored layout does not change. */
function without(entries: string[], body: unknown): unknown {
  const read = answer.safeParse(body).data
  return read
    ? {
        ...read,
        personal_configuration: read.personal_configuration && hiddenIn(read.personal_configuration, entries),
        default_configuration: hiddenIn(read.default_configuration, entries),
      }
    : body
}

/**
 * Body of a request that saves a layout. The hidden marks are removed before saving, so that the entries return when the
 * user gets a role.
 */
const Kept = z.object({ configuration: z.looseObject({ widgets }) })

/** The entries that the user's role cannot open. In a host store a user who is no staff of the shop has all of Medusa's. */
async function hiddenEntries(req: AuthenticatedMedusaRequest): Promise<string[]> {
  const role = await roleOf(req)
  const { zone } = req.params
  const entries = { ...OWN_ENTRIES[zone], ...(role ? CORE_ENTRIES[zone] : {}) }
  return Object.entries(entries).flatMap(([entry, route]) =>
    role && mayCall(role, "GET", route) ? [] : [entry],
  )
}

/**
 * Lets only managers and owners change the layout of all users.
 *
 * @throws not_allowed
 */
async function onlyOwnLayout(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { is_default } = Object(req.body) as { is_default?: unknown }
  const role = await roleOf(req)
  if (is_default && role && !(await hasAccess(req, "POST", "/admin/views"))) {
    const sentence = "Only the owner and managers may change the layout of all users."
    throw shopError("not_allowed", sentence, MedusaError.Types.FORBIDDEN)
  }
  next()
}

/** Hides what the user cannot open from the sidebars and the top bar. This is only cosmetic: the guard checks the role. */
async function hideEntries(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const entries = await hiddenEntries(req)
  if (!entries.length) {
    return next()
  }
  const kept = Kept.safeParse(req.body).data
  if (kept) {
    const shown = Object.entries(kept.configuration.widgets).filter(([entry]) => !entries.includes(entry))
    req.body = {
      ...Object(req.body),
      configuration: { ...kept.configuration, widgets: Object.fromEntries(shown) },
    }
  }
  const send = res.json.bind(res)
  res.json = (body) => send(without(entries, body))
  next()
}

/** Middlewares of Medusa's route for the layouts of the admin. */
export const adminLayoutsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/layouts/:zone/configuration", methods: ["POST"], middlewares: [onlyOwnLayout] },
  {
    matcher: "/admin/layouts/:zone/configuration",
    methods: ["GET", "POST"],
    middlewares: [hideEntries],
  },
]
