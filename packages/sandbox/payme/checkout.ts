import { languageOf, type Language } from "../payments/types"

/** What the address of Payme's pay page says. */
export type Checkout = {
  merchantId: string
  /** The account's field `order_id`. */
  reference: string
  /** In tiyin. */
  amount: number
  language: Language
  returnUrl?: string
}

/**
 * Reads the address of a pay page: base64 of `m=…;ac.order_id=…;a=…;l=…;c=…`.
 *
 * @returns undefined for what is no such address
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
