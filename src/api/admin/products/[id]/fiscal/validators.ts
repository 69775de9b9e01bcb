import { z } from "@medusajs/framework/zod"

/** What a fiscal receipt says of a product: all of it, for without one of the codes no receipt is told. */
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
