import { z } from "@medusajs/framework/zod"
import { ACCOUNT_FIELD } from "./checkout-url"
import { ERRORS, type PaymeError } from "./errors"

/** Payme's ids have 24 characters; nothing else is known of them. */
const id = z.string().regex(/^[\x21-\x7e]{1,64}$/)
/** 13-digit milliseconds; as far as a date reaches (ECMAScript). */
const time = z.number().int().min(0).max(8_640_000_000_000_000)
/** What the account says is judged by the order it names, or does not. */
const account = z.looseObject({ [ACCOUNT_FIELD]: z.unknown() })
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

/** A call of Payme's as it may be answered. */
export type Call = { [Name in Method]: { method: Name; params: z.infer<Params[Name]> } }[Method]

/** What JSON-RPC sends back with the answer, to tell which call it answers. */
export type CallId = string | number | null

export type ParsedCall = { id: CallId; call: Call } | { id: CallId; error: PaymeError }

const envelope = z.looseObject({ method: z.string().max(64), params: z.looseObject({}) })
const callId = z.union([z.string().max(128), z.number(), z.null()]).catch(null)

const isMethod = (name: string): name is Method => Object.hasOwn(PARAMS, name)

/**
 * Reads the body of a request of Payme's.
 *
 * @returns the call, or the error to answer with; and always the id that the answer is to carry
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
  // One line for each method would say the same: its parameters are those that its own schema has read.
  return { id: given, call: { method, params: checked.data } as Call }
}

const REFERENCE = /^\d{1,10}$/

/** The order's number in an account; undefined when it has none, or nothing that could be one. */
export function referenceOf(given: z.infer<typeof account>): string | undefined {
  const value = given[ACCOUNT_FIELD]
  const written = typeof value === "number" ? String(value) : value
  return typeof written === "string" && REFERENCE.test(written) ? written : undefined
}
