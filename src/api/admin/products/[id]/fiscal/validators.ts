import { z } from "@medusajs/framework/zod"

/**
 * Codes of a product for the fiscal receipt. All fields are required, because no receipt is sent without the
 * codes.
 */
export const SetFiscalCodes = z
  .object({
    ikpu: z
      .string()
      .regex(/^\d{17}$/, "must have 17 digits")
      .nullable(),
    package_code: z
      .string()
      .regex(/^\d{1,20}$/, "must be 1 to 20 digits")
      .nullable(),
    vat_percent: z.number().int().min(0).max(100).nullable(),
  })
  .strict()

export type SetFiscalCodes = z.infer<typeof SetFiscalCodes>
