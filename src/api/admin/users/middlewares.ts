import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { untieUser } from "../../../workflows/staff/untie-user"

/** Keeps the login of the last owner, and unties the login of a staff member before Medusa deletes it. */
async function keepLastOwner(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { id } = req.params
  // Medusa itself refuses to delete the caller.
  if (id !== req.auth_context.actor_id) {
    await untieUser(req.scope, id)
  }
  next()
}

/** Middlewares of Medusa's routes for users. */
export const adminUsersMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/users/:id", methods: ["DELETE"], middlewares: [keepLastOwner] },
]
