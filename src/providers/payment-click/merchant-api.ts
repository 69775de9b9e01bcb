import { createHash } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { asError } from "../../lib/as-error"
import { apiRoot, type ClickOptions } from "./options"
import { toSoums } from "./protocol/amount"
import type { ReceiptItem } from "./protocol/receipt"

/** Request timeout, in ms. */
const TIMEOUT_MS = 10_000

/**
 * Result of a Merchant API call: Click's answer, a refusal with Click's message, or `silence` after a timeout
 * or an unreadable answer.
 * After `silence` it is unknown whether Click executed the call.
 */
export type ClickResult<Answer> = { answer: Answer } | { refusal: string } | { silence: string }

const id = z.union([z.number().int(), z.string().regex(/^\d{1,19}$/)]).transform(String)
const envelope = z.looseObject({
  error_code: z.coerce.number().int(),
  error_note: z.string().nullish(),
})

type Question = { method: "GET" | "POST" | "DELETE"; path: string; body?: object }

/**
 * Client of Click's Merchant API. Amounts are in tiyin; the client converts them to soums, except for receipts.
 *
 * @see https://docs.click.uz/merchant-api-request/
 */
export class ClickMerchantApi {
  constructor(private readonly options: ClickOptions) {}

  /** Sends an invoice to a Click app; `phone` has 12 digits, for example 998901234567. */
  async createInvoice(invoice: {
    phone: string
    amount: number
    reference: string
  }): Promise<ClickResult<{ invoice_id: string }>> {
    const body = {
      service_id: Number(this.options.serviceId),
      amount: Number(toSoums(invoice.amount)),
      phone_number: invoice.phone,
      merchant_trans_id: invoice.reference,
    }
    return this.ask({ method: "POST", path: "invoice/create", body }, z.looseObject({ invoice_id: id }))
  }

  /** Reads the payment status: negative: failed or reversed, 0: created, 1: in progress, 2: paid. */
  async paymentStatus(paymentId: string): Promise<ClickResult<{ payment_status: number }>> {
    return this.ask(
      { method: "GET", path: `payment/status/${this.options.serviceId}/${paymentId}` },
      z.looseObject({ payment_status: z.coerce.number().int() }),
    )
  }

  /**
   * Finds a payment by the order's number.
   *
   * @param on start of the payment; Click looks it up by its day in Asia/Tashkent
   */
  async paymentOf(reference: string, on: Date): Promise<ClickResult<{ payment_id: string }>> {
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Tashkent" }).format(on)
    return this.ask(
      { method: "GET", path: `payment/status_by_mti/${this.options.serviceId}/${reference}/${day}` },
      z.looseObject({ payment_id: id }),
    )
  }

  /**
   * Reverses a whole payment. Click refuses payments older than the current month; on the 1st it also accepts
   * the previous month.
   */
  async reverse(paymentId: string): Promise<ClickResult<object>> {
    const path = `payment/reversal/${this.options.serviceId}/${paymentId}`
    return this.ask({ method: "DELETE", path }, z.looseObject({}))
  }

  /** Submits the items of the fiscal receipt. Prices are in tiyin. */
  async submitItems(paymentId: string, items: ReceiptItem[]): Promise<ClickResult<object>> {
    const body = {
      service_id: Number(this.options.serviceId),
      payment_id: Number(paymentId),
      items,
      received_ecash: 0,
      received_cash: 0,
      received_card: items.reduce((sum, { Price }) => sum + Price, 0),
    }
    return this.ask({ method: "POST", path: "payment/ofd_data/submit_items", body }, z.looseObject({}))
  }

  private async ask<Answer>(
    { method, path, body }: Question,
    schema: z.ZodType<Answer>,
  ): Promise<ClickResult<Answer>> {
    let json: unknown
    try {
      const response = await fetch(`${apiRoot(this.options)}/${path}`, {
        method,
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json",
          Auth: this.authorization(),
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      json = await response.json()
    } catch (error) {
      return { silence: asError(error).message }
    }
    const result = envelope.safeParse(json)
    if (!result.success) {
      return { silence: "Click's answer has an unknown format" }
    }
    const { error_code: code, error_note: note } = result.data
    if (code !== 0) {
      return { refusal: note || `error ${code}` }
    }
    const answer = schema.safeParse(json)
    return answer.success ? { answer: answer.data } : { silence: "Click's answer lacks the requested fields" }
  }

  /** Returns "user:digest:seconds"; the digest is the SHA-1 of the seconds and the secret key. */
  private authorization(): string {
    const { merchantUserId, secretKey } = this.options
    const seconds = Math.floor(Date.now() / 1000)
    const digest = createHash("sha1").update(`${seconds}${secretKey}`).digest("hex")
    return `${merchantUserId}:${digest}:${seconds}`
  }
}
