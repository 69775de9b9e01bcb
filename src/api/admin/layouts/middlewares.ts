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
import { hasAccess, roleOf } from "../../roles"

/** The route that a page of the sidebar needs first, for the shop's pages and for Medusa's. */
const OWN_PAGES = {
  workshop: "/admin/assignments",
  staff: "/admin/staff",
  messages: "/admin/telegram-messages",
  payments: "/admin/gateway-transactions",
}
const CORE_PAGES = {
  orders: "/admin/orders",
  products: "/admin/products",
  inventory: "/admin/inventory-items",
  customers: "/admin/customers",
  promotions: "/admin/promotions",
  "price-lists": "/admin/price-lists",
}

/** Id of a page in Medusa's sidebar layout. */
const entryOf = (page: string) => `core:nav:/${page}`

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

/** The pages that the user's role cannot open. In a host store a user who is no staff of the shop has all other pages. */
async function hiddenEntries(req: AuthenticatedMedusaRequest): Promise<string[]> {
  const role = await roleOf(req)
  const pages = Object.entries(role ? { ...OWN_PAGES, ...CORE_PAGES } : OWN_PAGES)
  return pages.flatMap(([page, route]) => (role && mayCall(role, "GET", route) ? [] : [entryOf(page)]))
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

/** Hides the pages that the user cannot open from the sidebar. This is only cosmetic: the guard checks the role. */
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

/** Middlewares of Medusa's route for the layout of the admin's sidebar. */
export const adminLayoutsMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/layouts/:zone/configuration", methods: ["POST"], middlewares: [onlyOwnLayout] },
  {
    matcher: "/admin/layouts/sidebar/configuration",
    methods: ["GET", "POST"],
    middlewares: [hideEntries],
  },
]
