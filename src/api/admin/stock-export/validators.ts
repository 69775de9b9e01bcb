import { z } from "@medusajs/framework/zod"

export const ExportStockQuery = z.object({ format: z.enum(["csv", "xlsx"]).default("csv") }).strict()
export type ExportStockQuery = z.infer<typeof ExportStockQuery>
