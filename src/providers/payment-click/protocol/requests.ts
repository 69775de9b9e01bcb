import { z } from "@medusajs/framework/zod"

/** Click's requests and the values of their `action` field. */
export const ACTIONS = { prepare: "0", complete: "1" } as const
export type Action = keyof typeof ACTIONS

const id = z.string().regex(/^\d{1,19}$/)
const text = (longest: number) => z.string().min(1).max(longest)
const number = z.string().regex(/^-?\d{1,9}$/)

const common = {
  click_trans_id: id,
  service_id: id,
  /** Payment id for the Merchant API. */
  click_paydoc_id: z.union([id, z.literal("")]).optional(),
  /** The order's number. The search for the order validates it later. */
  merchant_trans_id: text(255),
  amount: text(32),
  action: number,
  error: number,
  sign_time: text(64),
  sign_string: text(128),
}

const schemas = {
  prepare: z.object(common),
  complete: z.object({ ...common, merchant_prepare_id: text(32) }),
}

/** A request of Click. The fields stay texts as received, because the signature covers these texts. */
export type ClickCall = z.infer<(typeof schemas)["prepare"]> & {
  /** Present only in Complete. */
  merchant_prepare_id?: string
}

/**
 * Parses a request body (application/x-www-form-urlencoded).
 *
 * @returns undefined if a field is missing, or repeated, which makes it ambiguous which value is signed
 */
export function parseCall(action: Action, body: string): ClickCall | undefined {
  const form = [...new URLSearchParams(body)]
  const fields = Object.fromEntries(form)
  return Object.keys(fields).length === form.length ? schemas[action].safeParse(fields).data : undefined
}

const TIME = /^(20\d\d-\d\d-\d\d) (\d\d:\d\d:\d\d)$/

/**
 * Parses the request time, which is in Asia/Tashkent (UTC+5).
 *
 * @returns undefined if it is invalid
 */
export function timeOf({ sign_time: given }: ClickCall): Date | undefined {
  const [, day, time] = TIME.exec(given) ?? []
  const at = new Date(`${day}T${time}+05:00`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** Returns the payment id for the Merchant API; undefined if the request has none. */
export function paymentIdOf({ click_paydoc_id: given }: ClickCall): string | undefined {
  return given && Number(given) > 0 ? given : undefined
}
