import { fold, inOtherLayout, meaningfulWords, wordsOf } from "./fold-words"

/** What a shopper asks for: words of the catalogue's texts, occasions and prices. */
export type CatalogQuery = {
  words: string[]
  /** The words as they would be in the other layout of the keyboard: "hjps" is "розы". */
  otherLayout: string[]
  /** Occasions of a day that the shop's texts do not name, such as 8 March. One of them is enough. */
  occasions: string[]
  /** Prices in the main unit of the currency. */
  from: number
  to: number
  about: "sympathy" | "festive" | "anything"
}

/** Maximum number of words of a query; further words are ignored. */
const MOST_WORDS = 8
const LONGEST_WORD = 30

/** Days as people name them, although the shop's texts do not, with the occasions whose bouquets fit. */
const HOLIDAYS: [RegExp, string[]][] = [
  [/(?<!\d)8[\s-]*(?:е|го|chi)?[\s-]*(?:март\p{L}*|mart\p{L}*)/gu, ["mother", "love", "thanks"]],
  [
    /(?<!\d)14[\s-]*(?:е|го|chi)?[\s-]*(?:феврал\p{L}*|fevral\p{L}*)|(?:день\s+)?(?:св\p{L}*\s+)?валентин\p{L}*/gu,
    ["love"],
  ],
  [
    /(?<!\d)1[\s-]*(?:е|го|chi)?[\s-]*(?:октябр\p{L}*|oktyabr\p{L}*|сентябр\p{L}*|sentyabr\p{L}*)/gu,
    ["teacher"],
  ],
  [/(?:похорон|траур|поминк|dafn|motam|taziya)\p{L}*/gu, ["sympathy"]],
]

const SYMPATHY = /соболезн|похорон|траур|поминк|hamdard|taziya|dafn|marhum|motam/
const FESTIVE =
  /праздн|рожд|юбил|свад|годовщ|любим|любов|мам[аеыу]|поздрав|выпускн|bayram|tugil|toy|yubiley|sevgi|onam|tabrik/

const NUMBER = String.raw`(?<![\p{L}\d])(\d[\d\s.,]*)`
const UNIT = String.raw`(тысяч\p{L}*|тыс|т|к|k|ming|миллион\p{L}*|млн|mln|million)`
const MONEY = String.raw`(?:сум|som|sum)`
/** An amount in front of its ending: "300 ming soʻm" of "300 ming soʻmgacha" (up to 300,000 soums). */
const BEFORE = String.raw`${NUMBER}\s*${UNIT}?\s*${MONEY}?\s*`
/** An amount behind its preposition: "300 тысяч" of "до 300 тысяч". The 7 of "от 7 роз" is not an amount. */
const AFTER = String.raw`${NUMBER}(?:\s*${UNIT}(?!\p{L})\.?(?:\s*${MONEY}\p{L}*)?|\s*${MONEY}\p{L}*|(?!\s*\p{L}))`
const WORD = String.raw`(?<!\p{L})`
const PRICES: [RegExp, "range" | "to" | "from"][] = [
  [new RegExp(String.raw`${WORD}от\s+${NUMBER}\s*${UNIT}?\s*до\s+${AFTER}`, "u"), "range"],
  [new RegExp(String.raw`${BEFORE}(?:dan|дан)\s+${BEFORE}(?:gacha|гача)`, "u"), "range"],
  [
    new RegExp(String.raw`${WORD}(?:до|не\s+дороже|дешевле|не\s+больше|в\s+пределах|за)\s+${AFTER}`, "u"),
    "to",
  ],
  [new RegExp(String.raw`${BEFORE}(?:gacha|гача|dan\s+arzon\p{L}*)`, "u"), "to"],
  [new RegExp(String.raw`${WORD}(?:от|дороже|больше)\s+${AFTER}`, "u"), "from"],
  [new RegExp(String.raw`${BEFORE}(?:dan|дан)(?!\p{L})(?:\s+(?:qimmat|yuqori)\p{L}*)?`, "u"), "from"],
]

/**
 * Reads a search text in Russian or Uzbek: "букет до 300 тысяч", "atirgul 200 minggacha", "8 марта".
 *
 * @param currency code of the catalogue's currency. In soums a small number means thousands: "до 300"
 */
export function readQuery(text: string, currency: string): CatalogQuery {
  const folded = fold(text)
  const { rest, from, to } = readPrices(folded, currency)
  const { rest: words, occasions } = readHolidays(rest)
  const hasHoliday = occasions.length > 0
  return {
    words: limited(hasHoliday || rest !== folded ? special(words) : wordsOf(text)),
    otherLayout: limited(wordsOf(inOtherLayout(text))),
    occasions,
    from,
    to,
    about: SYMPATHY.test(folded) ? "sympathy" : hasHoliday || FESTIVE.test(folded) ? "festive" : "anything",
  }
}

const limited = (words: string[]) => words.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD))

/** Words that are left out beside a price or a day, because they match everything in the shop. */
const GENERAL =
  /^(букет\p{L}*|цвет\p{L}*|что|нибудь|подарок|подарк\p{L}*|gul|gullar|guldasta\p{L}*|sovga\p{L}*|biror|narsa|сум\p{L}*|som|sum)$/u

const special = (text: string) => meaningfulWords(text).filter((word) => !GENERAL.test(word))

function readHolidays(text: string): { rest: string; occasions: string[] } {
  return HOLIDAYS.reduce<{ rest: string; occasions: string[] }>(
    ({ rest, occasions }, [name, meant]) =>
      rest.search(name) < 0
        ? { rest, occasions }
        : { rest: rest.replace(name, " "), occasions: [...occasions, ...meant] },
    { rest: text, occasions: [] },
  )
}

function readPrices(text: string, currency: string): { rest: string; from: number; to: number } {
  for (const [pattern, kind] of PRICES) {
    const found = pattern.exec(text)
    if (!found) {
      continue
    }
    const [, number, unit, secondNumber, secondUnit] = found
    const rest = text.replace(found[0], " ")
    if (kind === "range") {
      const to = amountOf(secondNumber, secondUnit, currency)
      return { rest, from: amountOf(number, unit ?? secondUnit, currency), to }
    }
    const amount = amountOf(number, unit, currency)
    if (amount > 0) {
      return kind === "to" ? { rest, from: 0, to: amount } : { rest, from: amount, to: Infinity }
    }
  }
  return { rest: text, from: 0, to: Infinity }
}

/** Below this number an amount in soums without a unit means thousands. */
const LEAST_SOUMS = 10_000

function amountOf(number: string, unit: string | undefined, currency: string): number {
  const digits = Number(/[.,]\d{1,2}$/.test(number.trim()) ? decimal(number) : number.replace(/\D/g, ""))
  if (unit && /^(м|mln|million)/.test(unit)) {
    return digits * 1_000_000
  }
  if (unit) {
    return digits * 1000
  }
  return currency === "uzs" && digits < LEAST_SOUMS ? digits * 1000 : digits
}

/** Converts "1,5" to "1.5". */
const decimal = (number: string) => number.replace(/\s/g, "").replace(",", ".")
