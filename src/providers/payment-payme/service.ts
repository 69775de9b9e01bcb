import type { BigNumberInput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { type Checkout, RedirectPaymentProvider } from "../redirect-payment/provider"
import { checkoutHost, type PaymeOptions } from "./options"
import { payableMinorUnits } from "../redirect-payment/minor-units"
import { checkoutUrl } from "./protocol/checkout-url"
import { languageOf } from "./protocol/languages"

/** The only currency of Payme. */
const CURRENCY = "uzs"

/** Payme: the shopper pays on Payme's page; Payme calls `POST /hooks/payme`. */
class PaymePaymentProvider extends RedirectPaymentProvider<PaymeOptions> {
  static override identifier = "payme"

  protected override readonly gateway = "Payme"

  constructor(
    cradle: Record<string, unknown>,
    private readonly options: PaymeOptions,
  ) {
    super(cradle, options)
  }

  protected override checkMoney(amount: BigNumberInput, currencyCode: string): void {
    inTiyin(amount, currencyCode)
  }

  protected override checkoutUrl(checkout: Checkout): string {
    const { reference, amount, currency_code, language, return_url } = checkout
    return checkoutUrl({
      host: checkoutHost(this.options),
      merchantId: this.options.merchantId,
      orderId: reference,
      amount: inTiyin(amount, currency_code),
      language: languageOf(language),
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
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Payme accepts only UZS amounts of at least one soum.",
    )
  }
  return tiyin
}

export default PaymePaymentProvider
