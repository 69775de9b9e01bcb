import type { MiddlewareRoute } from "@medusajs/framework/http"

/** A catalogue with embedded pictures is larger than Medusa's default limit of 100 KB. */
const LARGEST_FILE = "10mb"

export const adminCatalogMiddlewares: MiddlewareRoute[] = [
  { method: ["POST"], matcher: "/admin/catalog/import", bodyParser: { sizeLimit: LARGEST_FILE } },
]
