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
import { newSession, readSession, type RedirectSession } from "./session"

/** What a gateway's page is told: all that a session needs before it can be paid. */
export type Checkout = {
  reference: string
  amount: BigNumberInput
  currency_code: string
  language: string | null
  return_url: string | null
  /** ISO instant until which the order waits for its payment; null when it never ends. */
  expires_at: string | null
  /** What is paid for, where the shop has told it: for gateways that show it. */
  order: OrderToPay | null
}

/** A pay page that the gateway has made, and knows by an id. */
export type MadePage = { url: string; id: string }

/**
 * A payment that is made on a gateway's own page, and of which the gateway tells the shop by itself. Medusa makes
 * the order while the session is in `pending_authorization`; the shop then writes `reference` into the session,
 * and once the gateway says so, `performed`. The provider never calls the gateway and believes only that.
 */
export abstract class RedirectPaymentProvider<Options> extends AbstractPaymentProvider<Options> {
  /**
   * Where the shopper pays; the same for the same checkout. Null while the gateway cannot make the page: the order
   * exists all the same, and the shop asks again.
   */
  protected abstract checkoutUrl(checkout: Checkout): string | Promise<MadePage | null>

  /** Throws not_allowed for money that the gateway does not move. */
  protected abstract checkMoney(amount: BigNumberInput, currencyCode: string): void

  /** The gateway's name in sentences for staff. */
  protected abstract readonly gateway: string

  /** Whether the gateway's page is made of what the order sells; see {@link Checkout.order}. */
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

  /**
   * The shop's own changes come through here: with the reference the session gets its page, once. What the page is
   * made of (`order`) is not kept.
   */
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

  /** @throws not_allowed when the gateway has not said that it has the money */
  async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    if (!readSession(data).performed) {
      throw this.refusal(`${this.gateway} has no money for this payment yet.`)
    }
    return { data }
  }

  /** @throws not_allowed when the gateway has the money: that is not to be dropped but refunded */
  async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const { performed, refunded } = readSession(data)
    if (performed && !refunded) {
      throw this.refusal(`${this.gateway} has the money of this payment: refund it there.`)
    }
    return { data }
  }

  /** @throws not_allowed until the gateway has given the money back */
  async refundPayment({ data }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    if (!readSession(data).refunded) {
      throw this.refusal(
        `Refund it in ${this.gateway}'s cabinet: the refund is noted here by itself as soon as ${this.gateway} tells of it.`,
      )
    }
    return { data }
  }

  /** The page stays where it is, but the order is asked whether it may still be paid there. */
  async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return { data }
  }

  async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data }
  }

  async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return { status: statusOf(readSession(data)), data }
  }

  /** The gateway is answered by a route of its own, at once and exactly; see src/api/hooks. */
  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: PaymentActions.NOT_SUPPORTED }
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
