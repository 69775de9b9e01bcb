import type {
  BigNumberInput,
  DeletePaymentInput,
  DeletePaymentOutput,
  Logger,
  RefundPaymentInput,
  RefundPaymentOutput,
} from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { payableMinorUnits, toMinorUnits } from "../redirect-payment/minor-units"
import { type Checkout, type MadePage, RedirectPaymentProvider } from "../redirect-payment/provider"
import { readSession } from "../redirect-payment/session"
import type { StripeOptions } from "./options"
import { isStripeError, stripeClient } from "./protocol/client"
import { endsOf, pageKey, pageParams, type PageToMake } from "./protocol/page"
import { toSmallest } from "./protocol/units"

/**
 * Request options with a short timeout (ms) and no retries, because the shopper waits. When the request
 * fails, the shop creates the page later.
 */
const PAGE_REQUEST = { timeout: 6_000, maxNetworkRetries: 0 }

/** Stripe Checkout: one Checkout Session per order; Stripe calls `POST /hooks/stripe`. */
class StripeCheckoutProvider extends RedirectPaymentProvider<StripeOptions> {
  static override identifier = "stripe-checkout"

  protected override readonly gateway = "Stripe"
  protected override readonly showsOrder = true
  private readonly stripe: Stripe
  private readonly logger: Logger

  constructor(
    cradle: { logger: Logger },
    private readonly options: StripeOptions,
  ) {
    super(cradle, options)
    this.stripe = stripeClient(options)
    this.logger = cradle.logger
  }

  protected override checkMoney(amount: BigNumberInput, currencyCode: string): void {
    this.inSmallest(payableMinorUnits(amount, currencyCode), currencyCode)
  }

  protected override async checkoutUrl(checkout: Checkout): Promise<MadePage | null> {
    const { order, expires_at: until, reference, language } = checkout
    const amount = payableMinorUnits(checkout.amount, checkout.currency_code)
    if (!order || !until || !amount || new Date(until) <= new Date()) {
      return null
    }
    const page: PageToMake = {
      reference,
      order,
      amount,
      currency: checkout.currency_code,
      language,
      returnUrl: checkout.return_url ?? this.options.returnUrl,
      due: new Date(until),
    }
    try {
      return await this.makePage(page)
    } catch (error) {
      if (!isStripeError(error)) {
        throw error
      }
      this.logger.warn(
        `Stripe did not create the checkout page of order ${reference}: ${error.type}: ${error.message}`,
      )
      return null
    }
  }

  /**
   * Creates the page, or returns the one that an identical request created before. Stripe refuses an expiry time that is
   * too near; only then the later one is used.
   */
  private async makePage(page: PageToMake): Promise<MadePage | null> {
    const [near, later] = endsOf(page)
    try {
      return await this.makePageUntil(page, near)
    } catch (error) {
      const isTooNear = isStripeError(error) && error.param === "expires_at"
      if (!isTooNear) {
        throw error
      }
      return this.makePageUntil(page, later)
    }
  }

  private async makePageUntil(page: PageToMake, end: number): Promise<MadePage | null> {
    const params = { ...pageParams(page), expires_at: end }
    const { id, url } = await this.stripe.checkout.sessions.create(params, {
      ...PAGE_REQUEST,
      idempotencyKey: pageKey(params),
    })
    return url ? { id, url } : null
  }

  /**
   * Expires the Checkout Session when the shopper changes the payment method. A payment that still arrives is
   * refunded.
   */
  override async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    const { page_id: page, reference } = readSession(data)
    if (page) {
      try {
        await this.stripe.checkout.sessions.expire(page, {}, PAGE_REQUEST)
      } catch (error) {
        if (!isStripeError(error)) {
          throw error
        }
        this.logger.warn(`Stripe did not expire the checkout page of order ${reference}: ${error.message}`)
      }
    }
    return { data }
  }

  /**
   * Refunds at Stripe. A refund that Stripe has already made is only recorded.
   *
   * @throws not_allowed with Stripe's message
   */
  override async refundPayment({ data, amount, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const { performed, refunded, currency_code: currency, reference } = readSession(data)
    if (refunded) {
      return { data }
    }
    const recorded = this.recordReturned(data, amount)
    if (recorded) {
      return { data: recorded }
    }
    if (!performed || !currency) {
      throw this.refusal("Stripe has not received money for this payment yet.")
    }
    try {
      await this.stripe.refunds.create(
        {
          payment_intent: performed.transaction_id,
          amount: this.inSmallest(toMinorUnits(amount), currency),
          metadata: { reference },
        },
        { idempotencyKey: context?.idempotency_key },
      )
    } catch (error) {
      if (!isStripeError(error)) {
        throw error
      }
      if (error.code !== "charge_already_refunded") {
        throw this.refusal(`Stripe refused the refund: ${error.message}`)
      }
    }
    return { data }
  }

  /**
   * Converts minor units to Stripe's smallest unit.
   *
   * @throws not_allowed if Stripe cannot represent the amount
   */
  private inSmallest(minorUnits: number | undefined, currencyCode: string): number {
    const smallest = minorUnits === undefined ? undefined : toSmallest(minorUnits, currencyCode)
    if (smallest === undefined) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Stripe does not accept this amount of ${currencyCode.toUpperCase()}.`,
      )
    }
    return smallest
  }
}

export default StripeCheckoutProvider
