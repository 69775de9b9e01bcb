import { languageOf, type Language } from "../payments/types"

/** The parameters in the address of Payme's pay page. */
export type Checkout = {
  merchantId: string
  /** `account.order_id`: the order number. */
  reference: string
  /** In tiyin. */
  amount: number
  language: Language
  returnUrl?: string
}

/**
 * Parses the address of a pay page: base64 of `m=…;ac.order_id=…;a=…;l=…;c=…`.
 *
 * @returns undefined when a required parameter is missing or invalid
 * @see https://developer.help.paycom.uz/initsializatsiya-platezhey/otpravka-cheka-po-metodu-get
 */
export function readCheckout(encoded: string): Checkout | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(encoded)) return undefined
  const parameters = new Map(
    Buffer.from(encoded, "base64")
      .toString("utf8")
      .split(";")
      .map((pair): [string, string] => {
        const [name] = pair.split("=", 1)
        return [name, pair.slice(name.length + 1)]
      }),
  )
  const merchantId = parameters.get("m")
  const reference = parameters.get("ac.order_id")
  const amount = Number(parameters.get("a"))
  if (!merchantId || !reference || !Number.isSafeInteger(amount) || amount <= 0) return undefined
  const language = languageOf(parameters.get("l"))
  return { merchantId, reference, amount, language, returnUrl: parameters.get("c") }
}
