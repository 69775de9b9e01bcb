import { createHash } from "node:crypto"
import { callShop } from "../payments/exchange"
import type { Call } from "../payments/types"
import { soumsOf } from "./checkout"
import type { Payment } from "./ledger"

export type HookOptions = {
  shopUrl: () => string
  serviceId: string
  secretKey: string
}

/** Fields that replace the correct ones, to send a wrong call. */
export type Changes = Partial<Record<string, string>>

/** Click sends times in Asia/Tashkent (UTC+5). */
const now = () => new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 19).replace("T", " ")

/** Calls the shop's Prepare and Complete hooks as Click does: forms by POST with an MD5 signature. */
export class ShopHooks {
  constructor(private readonly options: HookOptions) {}

  prepare(payment: Payment, changes: Changes = {}): Promise<Call> {
    return this.call("prepare", {
      ...this.common(payment),
      action: "0",
      error: "0",
      error_note: "Success",
      ...changes,
    })
  }

  /** @param error 0 when the payment was debited, negative when it failed */
  complete(payment: Payment, error = 0, changes: Changes = {}): Promise<Call> {
    return this.call("complete", {
      ...this.common(payment),
      merchant_prepare_id: String(payment.prepareId ?? ""),
      action: "1",
      error: String(error),
      error_note: error === 0 ? "Success" : "Payment cancelled",
      ...changes,
    })
  }

  private common({ id, transId, reference, amount }: Payment) {
    return {
      click_trans_id: String(transId),
      service_id: this.options.serviceId,
      click_paydoc_id: String(id),
      merchant_trans_id: reference,
      amount: soumsOf(amount),
      sign_time: now(),
    }
  }

  /** Sends the fields. Adds a correct signature unless the fields have one already. */
  private call(hook: "prepare" | "complete", fields: Changes): Promise<Call> {
    const signed = { ...fields, sign_string: fields.sign_string ?? this.signature(fields) }
    const { sign_string: _, ...sent } = signed
    return callShop({
      url: `${this.options.shopUrl()}/hooks/click/${hook}`,
      name: hook === "prepare" ? "Prepare" : "Complete",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(
        Object.entries(signed).map(([name, value]) => [name, value ?? ""]),
      ).toString(),
      sent,
    })
  }

  private signature(fields: Changes): string {
    const parts = [
      fields.click_trans_id,
      fields.service_id,
      this.options.secretKey,
      fields.merchant_trans_id,
      fields.merchant_prepare_id ?? "",
      fields.amount,
      fields.action,
      fields.sign_time,
    ]
    return createHash("md5").update(parts.join("")).digest("hex")
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Returns the error code of the shop's answer, or undefined when the answer does not follow the protocol. */
export function codeOf({ status, answered }: Call): number | undefined {
  return status === 200 && isRecord(answered) && typeof answered.error === "number"
    ? answered.error
    : undefined
}

/** Returns an integer field of the shop's answer, such as `merchant_prepare_id`. */
export function numberIn({ answered }: Call, name: string): number | undefined {
  const value = isRecord(answered) ? answered[name] : undefined
  return typeof value === "number" && Number.isInteger(value) ? value : undefined
}

/** Returns `error_note` of the shop's answer. */
export function noteIn({ answered }: Call): string | undefined {
  return isRecord(answered) && typeof answered.error_note === "string" ? answered.error_note : undefined
}
