import type { MiddlewareRoute } from "@medusajs/framework/http"

export const adminCatalogMiddlewares: MiddlewareRoute[] = [
  // The route reads the raw body: Medusa's parser knows only UTF-8 and accepts only 100 KB.
  { methods: ["POST"], matcher: "/admin/catalog/import", bodyParser: false },
]
