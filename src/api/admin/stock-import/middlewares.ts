import type { MiddlewareRoute } from "@medusajs/framework/http"

export const adminStockImportMiddlewares: MiddlewareRoute[] = [
  // The route reads the raw body: it is CSV, possibly in windows-1251 or UTF-16, or XLSX.
  { methods: ["POST"], matcher: "/admin/stock-import", bodyParser: false },
]
