import { createHash } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { addressOf, readText } from "../payments/exchange"
import { tiyinOf } from "./checkout"
import { STATUS, type Ledger } from "./ledger"

/** Path prefix of the Merchant API. */
const API = "/click/v2/merchant/"

/** Simulated faults. Each lasts as long as it is set. */
export type Faults = {
  /** Reversals fail with this error note. */
  reversalRefused?: string
  /** Fiscal items are refused with this error note. */
  itemsRefused?: string
  /** Calls that change something are executed, but their answers are not sent. */
  answersLost?: boolean
  /** The connection is closed before a call is executed. */
  unreachable?: boolean
}

export type ApiOptions = { serviceId: string; merchantUserId: string; secretKey: string; faults: Faults }

type Answer = { status?: number; body: { error_code: number; error_note: string; [name: string]: unknown } }

const ok = (fields: object = {}): Answer => ({ body: { error_code: 0, error_note: "Success", ...fields } })
const no = (error_code: number, error_note: string, status?: number): Answer => ({
  status,
  body: { error_code, error_note },
})
const notFound = () => no(-16, "Payment not found")

/** Click's Merchant API for one service. */
export class MerchantApi {
  constructor(
    private readonly ledger: Ledger,
    private readonly options: ApiOptions,
  ) {}

  /** @returns false when the path does not belong to the Merchant API */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { pathname } = addressOf(request)
    if (!pathname.startsWith(API)) return false
    const body = await readText(request)
    const { faults } = this.options
    if (faults.unreachable) {
      response.destroy()
      return true
    }
    const { status = 200, body: answer } = this.isMerchant(request.headers.auth)
      ? this.answer(`${request.method} ${pathname.slice(API.length)}`, body)
      : no(-401, "Authentication failed", 401)
    this.ledger.save()
    if (faults.answersLost && request.method !== "GET") response.destroy()
    else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer))
    return true
  }

  /** Checks the header `auth`: "user:digest:seconds" with digest = SHA-1(seconds + secret key). */
  private isMerchant(header: string | string[] | undefined): boolean {
    const [user, digest, seconds] = String(header).split(":")
    const expected = createHash("sha1").update(`${seconds}${this.options.secretKey}`).digest("hex")
    const isRecent = Math.abs(Date.now() / 1000 - Number(seconds)) < 300
    return user === this.options.merchantUserId && digest === expected && isRecent
  }

  private answer(asked: string, body: string): Answer {
    const { serviceId } = this.options
    const [, what, service, subject, day] =
      /^(?:GET|DELETE) payment\/(status|status_by_mti|reversal)\/(\d+)\/([^/]+)(?:\/([\d-]+))?$/.exec(
        asked,
      ) ?? []
    if (what) {
      if (service !== serviceId) return no(-2, "No such service")
      if (what === "status_by_mti") return this.byReference(subject, day)
      return what === "reversal" ? this.reverse(Number(subject)) : this.status(Number(subject))
    }
    const given = read(body)
    if (String(given.service_id) !== serviceId) return no(-2, "No such service")
    if (asked === "POST invoice/create") return this.invoice(given)
    if (asked === "POST payment/ofd_data/submit_items") return this.items(given)
    return no(-3, "No such method", 404)
  }

  private status(id: number): Answer {
    const payment = this.ledger.payment(id)
    return payment ? ok({ payment_id: id, payment_status: payment.status }) : notFound()
  }

  private byReference(reference: string, day: string | undefined): Answer {
    const payment = this.ledger.payments.find((one) => one.reference === reference && one.day === day)
    return payment ? ok({ payment_id: payment.id, merchant_trans_id: reference }) : notFound()
  }

  private reverse(id: number): Answer {
    const payment = this.ledger.payment(id)
    const { reversalRefused } = this.options.faults
    if (!payment) return notFound()
    if (reversalRefused) return no(-500, reversalRefused)
    if (payment.status !== STATUS.paid) return no(-17, "Payment is not successful")
    payment.status = STATUS.reversed
    return ok({ payment_id: id })
  }

  private invoice({
    phone_number: phone,
    amount,
    merchant_trans_id: reference,
  }: Record<string, unknown>): Answer {
    const tiyin = tiyinOf(String(amount))
    if (!/^998\d{9}$/.test(String(phone))) return no(-514, "Subscriber not found")
    if (!tiyin) return no(-2, "Wrong amount")
    const { id } = this.ledger.addInvoice({
      phone: String(phone),
      reference: String(reference),
      amount: tiyin,
    })
    return ok({ invoice_id: id })
  }

  private items({ payment_id: id, items, received_card: received }: Record<string, unknown>): Answer {
    const payment = this.ledger.payment(Number(id))
    const { itemsRefused } = this.options.faults
    if (itemsRefused) return no(-20, itemsRefused)
    if (payment?.status !== STATUS.paid) return notFound()
    if (!Array.isArray(items) || items.length === 0 || received !== payment.amount)
      return no(-21, "Wrong items")
    payment.items = items
    return ok()
  }
}

function read(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === "object" && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
