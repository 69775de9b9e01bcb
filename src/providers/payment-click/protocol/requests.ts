import { z } from "@medusajs/framework/zod"

/** Click's two requests; the numbers are their `action`. */
export const ACTIONS = { prepare: "0", complete: "1" } as const
export type Action = keyof typeof ACTIONS

/** Click's ids are bigints. */
const id = z.string().regex(/^\d{1,19}$/)
const text = (longest: number) => z.string().min(1).max(longest)
const number = z.string().regex(/^-?\d{1,9}$/)

const common = {
  click_trans_id: id,
  service_id: id,
  /** What Click's own API knows the payment by. */
  click_paydoc_id: z.union([id, z.literal("")]).optional(),
  /** What it says is judged by the order that it names, or does not. */
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

/** A request of Click's with its fields as texts, exactly as they came: the signature is over them. */
export type ClickCall = z.infer<(typeof schemas)["prepare"]> & {
  /** Only Complete has one. */
  merchant_prepare_id?: string
}

/**
 * Reads the body of a request (application/x-www-form-urlencoded).
 *
 * @returns undefined for what lacks a field, or has one twice: then nobody could say which one is signed
 */
export function parseCall(action: Action, body: string): ClickCall | undefined {
  const form = [...new URLSearchParams(body)]
  const fields = Object.fromEntries(form)
  return Object.keys(fields).length === form.length ? schemas[action].safeParse(fields).data : undefined
}

const TIME = /^(20\d\d-\d\d-\d\d) (\d\d:\d\d:\d\d)$/

/** When a request was made by Click's clock, which shows Tashkent's time; undefined when it does not say. */
export function timeOf({ sign_time: given }: ClickCall): Date | undefined {
  const [, day, time] = TIME.exec(given) ?? []
  const at = new Date(`${day}T${time}+05:00`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** What Click's own API knows the payment by; undefined when the request does not say. */
export function paymentIdOf({ click_paydoc_id: given }: ClickCall): string | undefined {
  return given && Number(given) > 0 ? given : undefined
}
