import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"
import { ATTENTIONS } from "../../../modules/gateway/models/gateway-transaction"

const list = (value: unknown) => (typeof value === "string" ? value.split(",") : value)

/** Medusa's payment provider id. */
const provider = z.string().regex(/^pp_[\w-]{1,100}$/, "must be a payment provider, such as pp_payme_payme")

const day = z.string().date()

/** Filters of the list and of the export. */
const filters = {
  provider_id: provider.optional(),
  /** One or more values: `state=performed,canceled`, or the parameter repeated. */
  state: z.preprocess(
    list,
    z
      .array(z.enum(["in_progress", "performed", "canceled"]))
      .min(1)
      .optional(),
  ),
  /** First and last day (inclusive, shop's time zone) on which the transactions began. */
  from: day.optional(),
  to: day.optional(),
  /** Display number of the order. */
  order: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  order_id: z.string().min(1).max(100).optional(),
  /** `true` for every transaction that needs attention, or one or more reasons. */
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
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListGatewayTransactions = z.infer<typeof ListGatewayTransactions>

const header = z.string().trim().min(1).max(100).optional()

export const CompareRegistry = z
  .object({
    provider_id: provider,
    /** First and last day (inclusive, shop's time zone) of the registry. Default: the days of its rows. */
    from: day.optional(),
    to: day.optional(),
    /** Names of the columns, for files whose headers the shop does not know. */
    id_column: header,
    reference_column: header,
    amount_column: header,
    state_column: header,
    date_column: header,
  })
  .strict()
  .refine(({ from, to }) => !from || !to || from <= to, "from must not be after to")
export type CompareRegistry = z.infer<typeof CompareRegistry>

export const ReadComparison = z
  .object({
    /** `csv`: the answer is a CSV file. */
    format: z.enum(["json", "csv"]).default("json"),
    /** The page of differences in the JSON answer. The CSV file has all. */
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  })
  .strict()
export type ReadComparison = z.infer<typeof ReadComparison>

export const ListComparisons = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListComparisons = z.infer<typeof ListComparisons>

/** Maximum length of the checked period: one quarter, in days. */
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

/** Body of settle and refund. The note is optional. */
export const TakeResolutionStep = z.object({ note: note.nullish() }).strict()
export type TakeResolutionStep = z.infer<typeof TakeResolutionStep>

export const ResolvePayment = z.object({ note }).strict()
export type ResolvePayment = z.infer<typeof ResolvePayment>
