import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Middleware that runs a check before the route. An error of the check is the answer. */
export const checkRequest =
  <Request extends MedusaRequest>(check: (req: Request) => Promise<unknown>) =>
  async (req: Request, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    await check(req)
    next()
  }
