import type { BigNumberInput, RefundPaymentInput, RefundPaymentOutput } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { payableMinorUnits } from "../redirect-payment/minor-units"
import { type Checkout, RedirectPaymentProvider } from "../redirect-payment/provider"
import { readSession } from "../redirect-payment/session"
import { ClickMerchantApi } from "./merchant-api"
import { checkoutPage, type ClickOptions } from "./options"
import { checkoutUrl } from "./protocol/checkout-url"
import { reversePayment } from "./reversal"

/** The only currency of Click. */
const CURRENCY = "uzs"

const refusal = (sentence: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, sentence)

/**
 * Click: the shopper pays on Click's page or in its app; Click calls `POST /hooks/click/prepare` and
 * `/complete`.
 */
class ClickPaymentProvider extends RedirectPaymentProvider<ClickOptions> {
  static override identifier = "click"

  protected override readonly gateway = "Click"

  private readonly api: ClickMerchantApi

  constructor(
    cradle: Record<string, unknown>,
    private readonly options: ClickOptions,
  ) {
    super(cradle, options)
    this.api = new ClickMerchantApi(options)
  }

  /**
   * Reverses the whole payment at Click. Idempotent.
   *
   * @throws not_allowed for a partial refund, or with Click's message if Click refuses
   */
  override async refundPayment({ data, amount }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const { performed, refunded, reference, amount: paid } = readSession(data)
    if (refunded) {
      return { data }
    }
    const recorded = this.recordReturned(data, amount)
    if (recorded) {
      return { data: recorded }
    }
    if (!performed || reference === null || paid === null) {
      throw refusal("Click has not received money for this payment.")
    }
    if (!MathBN.eq(amount, paid)) {
      throw refusal(
        `Click refunds whole payments only: refund all ${paid} soums, or pay the part back in cash.`,
      )
    }
    const { transaction_id, payment_id } = performed
    const result = await reversePayment(this.api, { payment_id, reference, began_at: new Date(performed.at) })
    if ("refusal" in result) {
      throw refusal(`Click refused the refund: ${result.refusal}`)
    }
    if ("silence" in result) {
      throw refusal(
        `Click did not answer (${result.silence}). Try again: a repeated refund pays the money back only once.`,
      )
    }
    return { data: { ...data, refunded: { transaction_id, payment_id, at: new Date().toISOString() } } }
  }

  protected override checkMoney(amount: BigNumberInput, currencyCode: string): void {
    inTiyin(amount, currencyCode)
  }

  protected override checkoutUrl({ reference, amount, currency_code, return_url }: Checkout): string {
    return checkoutUrl({
      page: checkoutPage(this.options),
      serviceId: this.options.serviceId,
      merchantId: this.options.merchantId,
      reference,
      amount: inTiyin(amount, currency_code),
      returnUrl: return_url ?? undefined,
    })
  }
}

/**
 * Converts soums to tiyin, rounded to whole soums.
 *
 * @throws not_allowed for another currency, or for less than half a soum
 */
function inTiyin(amount: BigNumberInput, currencyCode: string): number {
  const tiyin = payableMinorUnits(amount, currencyCode)
  if (currencyCode.toLowerCase() !== CURRENCY || tiyin === undefined) {
    throw refusal("Click accepts only UZS amounts of at least one soum.")
  }
  return tiyin
}

export default ClickPaymentProvider
