import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  BigNumberInput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  PaymentSessionStatus,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import {
  AbstractPaymentProvider,
  MathBN,
  MedusaError,
  PaymentActions,
  PaymentSessionStatus as Status,
} from "@medusajs/framework/utils"
import { orderOf, type OrderToPay } from "./order-to-pay"
import { toMinorUnits } from "./minor-units"
import { newSession, readSession, type RedirectSession } from "./session"

/** Data for a checkout page. */
export type Checkout = {
  reference: string
  amount: BigNumberInput
  currency_code: string
  language: string | null
  return_url: string | null
  /** End of the payment window, ISO 8601; null if it has no end. */
  expires_at: string | null
  /** Order data; only for gateways that show it. */
  order: OrderToPay | null
}

/** A checkout page that was created at the gateway. */
export type MadePage = { url: string; id: string }

/**
 * Base class of payments on a gateway's own page, where the gateway notifies the shop. Medusa creates the order
 * while the session is in `pending_authorization`. The shop then writes `reference` into the session, and
 * `performed` once the gateway has the money. The provider relies only on this data.
 */
export abstract class RedirectPaymentProvider<Options> extends AbstractPaymentProvider<Options> {
  /**
   * Returns the checkout URL; deterministic for the same checkout. Null if the gateway cannot create the page
   * now: the shop retries later.
   */
  protected abstract checkoutUrl(checkout: Checkout): string | Promise<MadePage | null>

  /** @throws not_allowed if the gateway does not support the amount or the currency */
  protected abstract checkMoney(amount: BigNumberInput, currencyCode: string): void

  /** Name of the gateway in messages for staff. */
  protected abstract readonly gateway: string

  /** Whether the page shows the order's lines; see {@link Checkout.order}. */
  protected readonly showsOrder: boolean = false

  async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const { data, context } = input
    this.checkMoney(input.amount, input.currency_code)
    return {
      id: context?.idempotency_key ?? "",
      status: Status.PENDING,
      data: { session_id: data?.session_id, ...newSession(data, this.showsOrder) },
    }
  }

  /** Creates the checkout page once the session has a reference. `order` is not stored. */
  async updatePayment({ data, amount, currency_code }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const session = readSession(data)
    const { order, ...rest } = data ?? {}
    const kept = { ...rest, ...session }
    const { reference } = session
    if (reference === null) {
      return { data: kept }
    }
    const priced = { ...kept, amount: MathBN.convert(amount).toFixed(), currency_code }
    const isMade = session.checkout_url !== null && session.amount === priced.amount
    if (isMade || session.performed) {
      return { data: priced }
    }
    const page = await this.checkoutUrl({
      ...session,
      reference,
      amount,
      currency_code,
      order: orderOf(order),
    })
    const made = typeof page === "string" ? { url: page, id: null } : page
    return { data: { ...priced, checkout_url: made?.url ?? null, page_id: made?.id ?? null } }
  }

  async authorizePayment({ data }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const { performed } = readSession(data)
    return { status: performed ? Status.AUTHORIZED : Status.PENDING_AUTHORIZATION, data }
  }

  /** @throws not_allowed if the gateway has not reported the money */
  async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    if (!readSession(data).performed) {
      throw this.refusal(`${this.gateway} has not received money for this payment yet.`)
    }
    return { data }
  }

  /** @throws not_allowed if the gateway has the money: it must be refunded */
  async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const { performed, refunded } = readSession(data)
    if (performed && !refunded) {
      throw this.refusal(`${this.gateway} has received the money of this payment: refund it there.`)
    }
    return { data }
  }

  /** @throws not_allowed until the gateway has reported the refund */
  async refundPayment({ data, amount }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const recorded = this.recordReturned(data, amount)
    if (recorded) {
      return { data: recorded }
    }
    if (!readSession(data).refunded) {
      throw this.refusal(
        `Refund it in ${this.gateway}'s cabinet. The shop records the refund when ${this.gateway} reports it.`,
      )
    }
    return { data }
  }

  /** Leaves the page open: the webhook rejects a payment that is no longer allowed. */
  async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return { data }
  }

  async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data }
  }

  async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return { status: statusOf(readSession(data)), data }
  }

  /** Not used: the routes in src/api/hooks answer the gateways' webhooks. */
  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: PaymentActions.NOT_SUPPORTED }
  }

  /** The payment's data after the record of an amount that was already given back; undefined if it was not. */
  protected recordReturned(
    data: RefundPaymentInput["data"],
    amount: BigNumberInput,
  ): RefundPaymentOutput["data"] {
    const { returning, in_cash: before } = readSession(data)
    if (!returning || returning.amount !== toMinorUnits(amount)) {
      return undefined
    }
    return { ...data, returning: null, in_cash: before + (returning.in_cash ? returning.amount : 0) }
  }

  protected refusal(sentence: string): MedusaError {
    return new MedusaError(MedusaError.Types.NOT_ALLOWED, sentence)
  }
}

function statusOf({ performed, refunded }: RedirectSession): PaymentSessionStatus {
  if (refunded) {
    return Status.CANCELED
  }
  return performed ? Status.CAPTURED : Status.PENDING_AUTHORIZATION
}
