import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { hasMoneyRole } from "../../money-roles"

/** Id of the menu entry "Payments" in Medusa's sidebar layout. */
const ENTRY = "core:nav:/payments"

const widgets = z.record(z.string(), z.looseObject({}))
const layout = z.looseObject({ configuration: z.looseObject({ widgets: widgets.optional() }) })
/** Medusa's answer about a layout: the layout of the user and the default layout of all users. */
const answer = z.looseObject({
  personal_configuration: layout.nullable(),
  default_configuration: layout.nullable(),
})

function hiddenIn(given: z.infer<typeof layout> | null) {
  const { configuration } = given ?? { configuration: {} }
  const hidden = { ...configuration.widgets, [ENTRY]: { ...configuration.widgets?.[ENTRY], hidden: true } }
  return { ...given, configuration: { ...configuration, widgets: hidden } }
}

/** Marks the menu entry "Payments" as hidden in Medusa's answer. The stored layout does not change. */
function withoutPayments(body: unknown): unknown {
  const read = answer.safeParse(body).data
  return read
    ? {
        ...read,
        personal_configuration: read.personal_configuration && hiddenIn(read.personal_configuration),
        default_configuration: hiddenIn(read.default_configuration),
      }
    : body
}

/**
 * Body of a request that saves a layout. The hidden mark of "Payments" is removed before saving, so that the
 * entry returns when the user gets a money role.
 */
const Kept = z.object({ configuration: z.looseObject({ widgets }) })

/**
 * Hides the menu entry "Payments" from users without a money role. This is only cosmetic: the routes check
 * the role.
 */
async function hidePayments(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  if (await hasMoneyRole(req)) {
    return next()
  }
  const kept = Kept.safeParse(req.body).data
  if (kept) {
    const { [ENTRY]: _hidden, ...others } = kept.configuration.widgets
    req.body = { ...Object(req.body), configuration: { ...kept.configuration, widgets: others } }
  }
  const send = res.json.bind(res)
  res.json = (body) => send(withoutPayments(body))
  next()
}

/** Middlewares of Medusa's route for the layout of the admin's sidebar. */
export const adminLayoutsMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/layouts/sidebar/configuration",
    methods: ["GET", "POST"],
    middlewares: [hidePayments],
  },
]
