import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { SetFiscalCodes } from "./validators"

export const adminProductFiscalMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/products/:id/fiscal",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(SetFiscalCodes)],
  },
]
