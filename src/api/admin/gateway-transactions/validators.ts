import { z } from "@medusajs/framework/zod"
import { ATTENTIONS } from "../../../modules/gateway/models/gateway-transaction"

const list = (value: unknown) => (typeof value === "string" ? value.split(",") : value)

/** Medusa's id of a payment provider. */
const provider = z.string().regex(/^pp_[\w-]{1,100}$/, "must be a payment provider, such as pp_payme_payme")

const day = z.string().date()

/** Which transactions a list or a file is about. */
const filters = {
  provider_id: provider.optional(),
  /** One or several, as `state=performed,canceled` or repeated. */
  state: z.preprocess(
    list,
    z
      .array(z.enum(["in_progress", "performed", "canceled"]))
      .min(1)
      .optional(),
  ),
  /** Days of the shop's calendar on which they began, both included. */
  from: day.optional(),
  to: day.optional(),
  /** The order's number. */
  order: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  /** Medusa's id of the order. */
  order_id: z.string().min(1).max(100).optional(),
  /** `true` for those that do not match; or why they do not, one or several. */
  attention: z
    .preprocess(list, z.union([z.tuple([z.literal("true")]), z.array(z.enum(ATTENTIONS)).min(1)]))
    .optional(),
}

export const ExportGatewayTransactions = z.object(filters).strict()
export type ExportGatewayTransactions = z.infer<typeof ExportGatewayTransactions>
export type GatewayTransactionFilters = ExportGatewayTransactions

export const ListGatewayTransactions = z
  .object({
    ...filters,
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  })
  .strict()
export type ListGatewayTransactions = z.infer<typeof ListGatewayTransactions>

const header = z.string().trim().min(1).max(100).optional()

export const CompareRegistry = z
  .object({
    provider_id: provider,
    /** The days that the registry is about, both included; else the time of its own rows. */
    from: day.optional(),
    to: day.optional(),
    /** Headers of columns that the file heads in its own way. */
    id_column: header,
    reference_column: header,
    amount_column: header,
    state_column: header,
    date_column: header,
    /** `csv` answers with a file instead of JSON. */
    format: z.enum(["json", "csv"]).default("json"),
  })
  .strict()
export type CompareRegistry = z.infer<typeof CompareRegistry>

/** As many days as a quarter has. */
const MOST_DAYS = 92

export const CheckPayments = z
  .object({ from: day.optional(), to: day.optional() })
  .strict()
  .refine(
    ({ from, to }) => !from || !to || Date.parse(to) - Date.parse(from) <= MOST_DAYS * 86_400_000,
    `may be at most ${MOST_DAYS} days`,
  )
export type CheckPayments = z.infer<typeof CheckPayments>

const note = z.string().trim().min(1).max(500)

/** A word about it; asked for where a person vouches for what the shop cannot see. */
export const TakeResolutionStep = z.object({ note: note.nullish() }).strict()
export type TakeResolutionStep = z.infer<typeof TakeResolutionStep>

export const ResolvePayment = z.object({ note }).strict()
export type ResolvePayment = z.infer<typeof ResolvePayment>
