import type { BigNumberInput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { type Checkout, RedirectPaymentProvider } from "../redirect-payment/provider"
import { checkoutHost, type PaymeOptions } from "./options"
import { toMinorUnits } from "../redirect-payment/minor-units"
import { checkoutUrl } from "./protocol/checkout-url"
import { languageOf } from "./protocol/languages"

/** The currency that Payme moves. */
const CURRENCY = "uzs"

/** Payme: the shopper pays on its page, and Payme tells the shop at `POST /hooks/payme`. */
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

/** @throws not_allowed for another currency than soums, and for what is no whole number of tiyin */
function inTiyin(amount: BigNumberInput, currencyCode: string): number {
  const tiyin = toMinorUnits(amount)
  if (currencyCode.toLowerCase() !== CURRENCY || tiyin === undefined) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Payme takes soums, down to the tiyin.")
  }
  return tiyin
}

export default PaymePaymentProvider
