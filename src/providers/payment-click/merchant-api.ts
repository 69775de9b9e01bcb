import { createHash } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { apiRoot, type ClickOptions } from "./options"
import { toSoums } from "./protocol/amount"
import type { ReceiptItem } from "./protocol/receipt"

/** How long Click is waited for, in ms. */
const PATIENCE_MS = 10_000

/**
 * What came of asking Click: its answer; its refusal, in its own sentence; or that it said nothing in time, or
 * nothing that could be understood, so that whether it did what it was asked is not known.
 */
export type Told<Answer> = { answer: Answer } | { refusal: string } | { silence: string }

const id = z.union([z.number().int(), z.string().regex(/^\d{1,19}$/)]).transform(String)
const envelope = z.looseObject({
  error_code: z.coerce.number().int(),
  error_note: z.string().nullish(),
})

/** What is asked of Click, and how. */
type Question = { method: "GET" | "POST" | "DELETE"; path: string; body?: object }

/**
 * Click's Merchant API. Amounts are tiyin here; Click itself is told soums, but for receipts.
 *
 * @see https://docs.click.uz/merchant-api-request/
 */
export class ClickMerchantApi {
  constructor(private readonly options: ClickOptions) {}

  /** Sends a bill into somebody's Click app; `phone` is 12 digits, such as 998901234567. */
  async createInvoice(invoice: {
    phone: string
    amount: number
    reference: string
  }): Promise<Told<{ invoice_id: string }>> {
    const body = {
      service_id: Number(this.options.serviceId),
      amount: Number(toSoums(invoice.amount)),
      phone_number: invoice.phone,
      merchant_trans_id: invoice.reference,
    }
    return this.ask({ method: "POST", path: "invoice/create", body }, z.looseObject({ invoice_id: id }))
  }

  /** How a payment stands: below 0 it has no money (any more), 0 created, 1 in progress, 2 paid. */
  async paymentStatus(paymentId: string): Promise<Told<{ payment_status: number }>> {
    return this.ask(
      { method: "GET", path: `payment/status/${this.options.serviceId}/${paymentId}` },
      z.looseObject({ payment_status: z.coerce.number().int() }),
    )
  }

  /**
   * The payment of a reference.
   *
   * @param on when it began; Click knows payments by their day in Tashkent
   */
  async paymentOf(reference: string, on: Date): Promise<Told<{ payment_id: string }>> {
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Tashkent" }).format(on)
    return this.ask(
      { method: "GET", path: `payment/status_by_mti/${this.options.serviceId}/${reference}/${day}` },
      z.looseObject({ payment_id: id }),
    )
  }

  /** Gives a whole payment back. Click may refuse: only payments of this month, and on the 1st of the last one. */
  async reverse(paymentId: string): Promise<Told<object>> {
    const path = `payment/reversal/${this.options.serviceId}/${paymentId}`
    return this.ask({ method: "DELETE", path }, z.looseObject({}))
  }

  /** Tells what was sold, for the fiscal receipt. */
  async submitItems(paymentId: string, items: ReceiptItem[]): Promise<Told<object>> {
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
  ): Promise<Told<Answer>> {
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
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      json = await response.json()
    } catch (error) {
      return { silence: error instanceof Error ? error.message : String(error) }
    }
    const told = envelope.safeParse(json)
    if (!told.success) {
      return { silence: "Click's answer is not what it ought to be" }
    }
    const { error_code: code, error_note: note } = told.data
    if (code !== 0) {
      return { refusal: note || `error ${code}` }
    }
    const answer = schema.safeParse(json)
    return answer.success ? { answer: answer.data } : { silence: "Click's answer lacks what was asked for" }
  }

  /** "user:digest:seconds", where the digest is over the seconds and the key. */
  private authorization(): string {
    const { merchantUserId, secretKey } = this.options
    const seconds = Math.floor(Date.now() / 1000)
    const digest = createHash("sha1").update(`${seconds}${secretKey}`).digest("hex")
    return `${merchantUserId}:${digest}:${seconds}`
  }
}
