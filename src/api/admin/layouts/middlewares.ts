import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { adminRole } from "../../../workflows/staff/admin-role"
import { servesAllChannels } from "../../../workflows/shop-scope"
import { callerOf, hasRole, MONEY_ROLES } from "../../roles"

/** Ids of the shop's menu entries in Medusa's sidebar layout. */
const PAYMENTS = "core:nav:/payments"
const ENTRIES = ["core:nav:/workshop", "core:nav:/staff", "core:nav:/messages", PAYMENTS]

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

/** The menu entries that the user must not see. */
async function hiddenEntries(req: AuthenticatedMedusaRequest): Promise<string[]> {
  if (!servesAllChannels(req.scope) && !(await adminRole(req.scope, callerOf(req)))) {
    return ENTRIES
  }
  return (await hasRole(req, MONEY_ROLES)) ? [] : [PAYMENTS]
}

/**
 * Hides the menu entry "Payments" from users without a money role, and in a store with other sales channels all of the
 * shop's entries from users who are not its staff. This is only cosmetic: the routes check the role.
 */
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
  {
    matcher: "/admin/layouts/sidebar/configuration",
    methods: ["GET", "POST"],
    middlewares: [hideEntries],
  },
]
