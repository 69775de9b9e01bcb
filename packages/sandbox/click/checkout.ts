import { languageOf, type Language } from "../payments/types"

/** The query parameters of Click's pay page. */
export type Checkout = {
  serviceId: string
  merchantId: string
  /** `transaction_param`: the order number. */
  reference: string
  /** In tiyin. */
  amount: number
  language: Language
  returnUrl?: string
}

/** Converts soums with up to two decimals to tiyin. @returns undefined for other text */
export function tiyinOf(soums: string): number | undefined {
  const [, whole, rest = ""] = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(soums) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(rest.padEnd(2, "0"))
}

/** Converts tiyin to the format of Click's calls: soums with two decimals. */
export const soumsOf = (tiyin: number) => (tiyin / 100).toFixed(2)

/**
 * Parses the query of a pay page.
 *
 * @returns undefined when a required parameter is missing or invalid
 * @see https://docs.click.uz/click-button/
 */
export function readCheckout(query: URLSearchParams): Checkout | undefined {
  const serviceId = query.get("service_id")
  const merchantId = query.get("merchant_id")
  const reference = query.get("transaction_param")
  const amount = tiyinOf(query.get("amount") ?? "")
  if (!serviceId || !merchantId || !reference || !amount) return undefined
  const language = languageOf(query.get("lang"))
  return {
    serviceId,
    merchantId,
    reference,
    amount,
    language,
    returnUrl: query.get("return_url") ?? undefined,
  }
}
