import { withoutInvisible, withPlainDigits } from "../../../../lib/plain-text"

/** Words and signs of a currency before or after the digits: "UZS", "сум.", "so'm", "€". */
const CURRENCY = String.raw`(?:(?:uzs|usd|eur|rub|kzt|сум(?:а|ов|ы)?|so'm|soum|sum|руб(?:лей|ля|ль)?|р|тийин(?:ов|а)?|tiyin)\.?|\p{Sc})`
const AROUND = new RegExp(`^${CURRENCY}\\s*(?=[-(\\d])|(?<=[\\d)\\-=])\\s*${CURRENCY}$`, "giu")
/** "120 000 сум 50 тийин" */
const WITH_MINOR_WORD = /(\d)\s*(?:сум|so'm|soum|руб|р)\p{L}*\.?\s*(\d{2})\s*(?:тийин|tiyin|коп)\p{L}*\.?$/iu
/** A number in groups of three digits, or without groups; then the decimals after another sign. */
const GROUPED = /^(\d{1,3}(?:([ ']|[.,])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?$/
const PLAIN = /^(\d+)(?:([.,])(\d+))?$/
/** Excel's short form of a long number: "1,2E+07". */
const POWER = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i

/** Digits before and after the decimal sign. */
type Parts = { whole: string; decimals: string }

function partsOf(written: string): Parts | undefined {
  const [, first, mantissa = "", exponent] = POWER.exec(written) ?? []
  if (exponent !== undefined) {
    const places = Number(exponent)
    return {
      whole: first + mantissa.slice(0, places).padEnd(places, "0"),
      decimals: mantissa.slice(places),
    }
  }
  const [, grouped, sign, decimalSign, decimals = ""] = GROUPED.exec(written) ?? []
  // "0,500" is no group of thousands, and a group sign is never the decimal sign too.
  if (grouped !== undefined && !/^0/.test(grouped) && decimalSign !== sign) {
    return { whole: grouped.replace(/\D/g, ""), decimals }
  }
  const plain = PLAIN.exec(written)
  return plain ? { whole: plain[1], decimals: plain[3] ?? "" } : undefined
}

/**
 * Reads an amount into minor units, in the forms of banks, of gateways and of Excel: "120 000,00", "1.200.000,00",
 * "1'200'000", "120000-50", "120 000 сум", "(120 000,00)", `="120000"`, "1,2E+05".
 *
 * @param inMinorUnits whether the cell is already in minor units
 * @returns a negative number for money that was returned; undefined if the cell is not an amount, or has a
 * fraction of a minor unit
 */
export function amountIn(cell: string, inMinorUnits: boolean): number | undefined {
  const text = withPlainDigits(withoutInvisible(cell))
    .replace(/[’‘ʻʼ`´٬]/g, "'")
    .replace(/[−–—‒]/g, "-")
    .replaceAll("٫", ",")
    .replace(/^=?"(.*)"$/, "$1")
    .replace(/^['=]/, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(WITH_MINOR_WORD, "$1,$2")
    .replace(AROUND, "")
    .trim()
  const isNegative = /^-|-$|^\(.*\)$/.test(text)
  const written = text
    .replace(/^\((.*)\)$/, "$1")
    .replace(/^[-+] ?| ?-$/g, "")
    // Payment orders write the minor units after a hyphen or an equals sign: "120000-50", "120000=".
    .replace(/[-=](\d{2})$/, ",$1")
    .replace(/=$/, "")
    .trim()
  const parts = partsOf(written)
  const decimals = parts?.decimals.replace(/0+$/, "") ?? ""
  if (!parts || decimals.length > (inMinorUnits ? 0 : 2)) {
    return undefined
  }
  const minorUnits = Number(inMinorUnits ? parts.whole : parts.whole + decimals.padEnd(2, "0"))
  return Number.isSafeInteger(minorUnits) ? (isNegative ? -minorUnits : minorUnits) : undefined
}
