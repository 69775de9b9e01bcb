import { withoutInvisible, withPlainDigits } from "../../../../lib/plain-text"

/** State of a payment in a registry. */
export type RegistryState = "in_progress" | "performed" | "canceled"

/** A pattern that matches one whole word of those listed. */
const words = (...patterns: string[]) => new RegExp(`^(?:${patterns.join("|")})$`, "u")

/** Endings of Russian participles and adjectives: оплачен, оплачена, оплаченный, … */
const RU = "(?:а|о|ы|ный|ная|ное|ные)?"

/**
 * Words for a payment that took money. Uzbek words are here in Latin letters with an ordinary apostrophe, and in
 * Cyrillic; Russian words with `е` instead of `ё`.
 */
const PERFORMED = words(
  "paid|succeeded|success|successful|successfully|performed|completed?|captured|confirmed|approved|accepted",
  "processed|settled|executed|done|finished|passed",
  `оплачен${RU}|проведен${RU}|выполнен${RU}|исполнен${RU}|подтвержден${RU}|завершен${RU}|принят(?:а|о|ы)?`,
  `обработан${RU}|зачислен${RU}|списан${RU}|совершен${RU}|закончен${RU}|одобрен${RU}`,
  "успех|успешно|успешн(?:ый|ая|ое|ые)|прош(?:ел|ла|ло|ли)",
  "to'lan(?:di|gan)|to'la(?:b|ndi)|bajaril(?:di|gan)|tasdiqlan(?:di|gan)|o'tkazil(?:di|gan)|o't(?:di|gan)",
  "muvaffaqiyatli|yakunlan(?:di|gan)|amalga oshiril(?:di|gan)|qabul qilin(?:di|gan)",
  "тўлан(?:ди|ган)|бажарил(?:ди|ган)|тасдиқлан(?:ди|ган)|ўтказил(?:ди|ган)|муваффақиятли|якунлан(?:ди|ган)",
)

/** Words for a payment that was refused, ended without money, or was returned. */
const CANCELED = words(
  "cancel|cancell?ed|cancellation|canceling|cancelling|failed|failure|fail|declined|rejected|refused|denied|expired",
  "refund|refunds|refunded|reversed|reversal|reverse|returned|void|voided|chargeback|chargebacks|error|errors",
  "insufficient|unsuccessful|aborted|abandoned|blocked|timeout",
  `отмен|отмена|отмены|отменен${RU}|отменяется|отклонен${RU}|отказ|отказано|отказа|аннулирован${RU}|аннулировано`,
  `возврат|возврата|возвращен${RU}|возвращается|сторно|сторнирован${RU}|сторнировано|чарджб[еэ]к|чарджб[еэ]ка`,
  `ошибка|ошибки|ошибкой|ошибочн(?:ый|ая|ое|о)|просрочен${RU}|истек|истекла|истекло|прерван${RU}|удален${RU}`,
  "недостаточно|неудача|неудачей|неудачно|неудачн(?:ый|ая|ое|ые)|сбой|сбоем",
  "bekor|qaytaril(?:di|gan)|qaytarib|rad|xato|xatolik|muvaffaqiyatsiz|yetarli emas|muddati o'tgan",
  "бекор|қайтарил(?:ди|ган)|рад|хато|хатолик|муваффақиятсиз",
)

/** Words for a payment that has not ended. */
const IN_PROGRESS = words(
  "pending|created|new|processing|progress|waiting|awaiting|wait|requires|required|incomplete|uncaptured|authorized",
  "open|initiated|started|queued|held|hold|scheduled|unfinished",
  `создан${RU}|создание|нов(?:ый|ая|ое)|ожидает|ожидается|ожидание|ожидании|обрабатывается|обработке|процессе`,
  `начат(?:а|о|ы)?|холд|инициирован${RU}|выставлен${RU}|незавершен${RU}|незаверш[её]н`,
  "kutilmoqda|kutilyapti|kutmoqda|jarayonda|yaratil(?:di|gan)|yangi",
  "кутилмоқда|кутиляпти|жараёнда|яратил(?:ди|ган)|янги",
)

/** Words that turn the next state into its opposite. */
const NEGATION = words("not|no|never|non|без|не|нет|ни|emas|yo'q|эмас|йўқ")
/** Words for a part of the amount: a payment with a partial refund stays performed. */
const PARTLY = words("partial|partially|partly|part|частично|частичн(?:ый|ая|ое)|qisman|қисман")
/** Uzbek participles with "not": toʻlanmagan, bajarilmadi, o'tmagan. */
const UZBEK_NOT = /(?:ma|ма)(?:gan|di|ган|ди)$/u
/** Russian and English prefixes with "not": неуспешно, неоплачен, unpaid. */
const PREFIX_NOT = /^(?:не|un|not|non)(?=\p{L}{4})/u

/** The codes of Payme: states of a transaction (-2 to 2) and of a receipt (0 to 4, 50). */
const CODES: Record<string, RegistryState> = {
  "-2": "canceled",
  "-1": "canceled",
  "0": "in_progress",
  "1": "in_progress",
  "2": "performed",
  "4": "performed",
  "50": "canceled",
}

/** Multi-word forms that only mean something together. */
const TOGETHER = /(?:amalga oshiril|qabul qilin)(?:ma)?(?:di|gan)|yetarli emas|muddati o'tgan/gu

function wordsOf(cell: string): string[] {
  const text = withoutInvisible(cell)
    .normalize("NFC")
    .toLowerCase()
    .replace(/[ʻʼ`’‘´ʹ′]/g, "'")
    .replaceAll("ё", "е")
  const together = text.match(TOGETHER) ?? []
  return [...together, ...(text.replace(TOGETHER, " ").match(/[\p{L}']+/gu) ?? [])]
}

type Meaning = RegistryState | "unpaid" | "not" | "part" | undefined

function meaningOf(word: string): Meaning {
  if (CANCELED.test(word)) {
    return "canceled"
  }
  if (IN_PROGRESS.test(word)) {
    return "in_progress"
  }
  if (PERFORMED.test(word)) {
    return "performed"
  }
  const positive = word.replace(PREFIX_NOT, "").replace(UZBEK_NOT, (end) => (/^м/.test(end) ? "ган" : "gan"))
  if (positive !== word && PERFORMED.test(positive)) {
    return "unpaid"
  }
  return NEGATION.test(word) ? "not" : PARTLY.test(word) ? "part" : undefined
}

/** The meanings of the words, after each "not" is applied to the next state. */
function meaningsOf(cell: string): Set<Meaning | "unclear"> {
  const found = new Set<Meaning | "unclear">()
  let isNegated = false
  for (const meaning of wordsOf(cell).map(meaningOf)) {
    if (meaning === "not") {
      isNegated = true
    } else if (meaning === "part") {
      found.add(meaning)
    } else if (meaning) {
      found.add(isNegated ? (meaning === "performed" ? "unpaid" : "unclear") : meaning)
      isNegated = false
    }
  }
  return found
}

/**
 * Reads a state in Russian, Uzbek or English, or as Payme's code. Each word is compared as a whole, and a refusal
 * counts more than a success: "Неуспешно", "Toʻlanmagan", "Payment failed" and "Refund succeeded" are `canceled`.
 *
 * @returns undefined for a state that is unknown or contradicts itself
 */
export function stateIn(cell: string): RegistryState | undefined {
  const code = withPlainDigits(withoutInvisible(cell)).replace("−", "-").trim()
  if (Object.hasOwn(CODES, code)) {
    return CODES[code]
  }
  const meanings = meaningsOf(cell)
  if (meanings.has("unclear")) {
    return undefined
  }
  if (meanings.has("part")) {
    // After a partial refund the payment stays performed. A partial payment is not a state of ours.
    return meanings.has("canceled") ? "performed" : undefined
  }
  if (meanings.has("canceled")) {
    return "canceled"
  }
  if (meanings.has("performed")) {
    return meanings.size === 1 ? "performed" : undefined
  }
  return meanings.has("in_progress") ? "in_progress" : meanings.has("unpaid") ? "canceled" : undefined
}
