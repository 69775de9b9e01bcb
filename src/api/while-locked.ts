import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { AssignmentRecord } from "../modules/workshop/types"
import { withAssignmentLock } from "../workflows/assignment/of-order"

/** Continues with the route, and resolves when it answers, also if the client has closed the connection before. */
export const untilAnswered = (res: MedusaResponse, next: MedusaNextFunction): Promise<void> =>
  new Promise((resolve) => {
    const end = res.end.bind(res) as (...args: unknown[]) => MedusaResponse
    res.end = ((...args: unknown[]) => {
      resolve()
      return end(...args)
    }) as typeof res.end
    next()
  })

/**
 * Middleware for Medusa's own routes that change an order: runs a check, and lets no action of the workshop change the order
 * between the check and the answer. An error of the check is the answer. Does nothing for an order that does not go through
 * the workshop.
 *
 * @param find the assignment of the request's order
 */
export const whileLocked =
  (
    find: (req: MedusaRequest) => Promise<AssignmentRecord | undefined>,
    check: (req: MedusaRequest, assignment: AssignmentRecord) => Promise<void>,
  ) =>
  async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const assignment = await find(req)
    if (!assignment) {
      return next()
    }
    await withAssignmentLock(req.scope, assignment.id, async () => {
      await check(req, assignment)
      await untilAnswered(res, next)
    })
  }
