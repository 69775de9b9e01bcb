import { z } from "@medusajs/framework/zod"
import { ACCOUNT_FIELD } from "./checkout-url"
import { ERRORS, type PaymeError } from "./errors"

/** Payme's ids have 24 characters; the format is undocumented. */
const id = z.string().regex(/^[\x21-\x7e]{1,64}$/)
/** Time in ms since the epoch. The maximum is the maximum of a JavaScript Date. */
const time = z.number().int().min(0).max(8_640_000_000_000_000)
/** Any object, also without the field: the search for the order validates the account later. */
const account = z.looseObject({ [ACCOUNT_FIELD]: z.unknown().optional() })
const amount = z.number()

const PARAMS = {
  CheckPerformTransaction: z.looseObject({ amount, account }),
  CreateTransaction: z.looseObject({ id, time, amount, account }),
  PerformTransaction: z.looseObject({ id }),
  CancelTransaction: z.looseObject({ id, reason: z.number().int().min(-1000).max(1000) }),
  CheckTransaction: z.looseObject({ id }),
  GetStatement: z.looseObject({ from: time, to: time }),
  SetFiscalData: z.looseObject({
    id,
    type: z.enum(["PERFORM", "CANCEL"]),
    fiscal_data: z.looseObject({}),
  }),
  ChangePassword: z.looseObject({ password: z.string().min(8).max(128) }),
}

type Params = typeof PARAMS
export type Method = keyof Params

/** A validated call of the Merchant API. */
export type Call = { [Name in Method]: { method: Name; params: z.infer<Params[Name]> } }[Method]

/** JSON-RPC id, repeated in the answer. */
export type CallId = string | number | null

export type ParsedCall = { id: CallId; call: Call } | { id: CallId; error: PaymeError }

const envelope = z.looseObject({ method: z.string().max(64), params: z.looseObject({}) })
const callId = z.union([z.string().max(128), z.number(), z.null()]).catch(null)

const isMethod = (name: string): name is Method => Object.hasOwn(PARAMS, name)

/**
 * Parses a request body.
 *
 * @returns the call, or the error to answer with; and the JSON-RPC id for the answer
 */
export function parseCall(body: string): ParsedCall {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return { id: null, error: ERRORS.not_json }
  }
  const rpc = envelope.safeParse(json)
  const given = callId.parse(typeof json === "object" && json !== null && "id" in json ? json.id : null)
  if (!rpc.success) {
    return { id: given, error: ERRORS.not_rpc }
  }
  const { method, params } = rpc.data
  if (!isMethod(method)) {
    return { id: given, error: { ...ERRORS.no_method, data: method } }
  }
  const checked = PARAMS[method].safeParse(params)
  if (!checked.success) {
    return { id: given, error: ERRORS.not_rpc }
  }
  // TypeScript cannot relate the method to its parameters; the schema of the method has validated them.
  return { id: given, call: { method, params: checked.data } as Call }
}

const REFERENCE = /^\d{1,10}$/

/**
 * Reads the order's number from an account.
 *
 * @returns undefined if it is missing or not 1 to 10 digits
 */
export function referenceOf(given: z.infer<typeof account>): string | undefined {
  const value = given[ACCOUNT_FIELD]
  const written = typeof value === "number" ? String(value) : value
  return typeof written === "string" && REFERENCE.test(written) ? written : undefined
}
