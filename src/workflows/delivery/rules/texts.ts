import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { parsePhoneNumberFromString } from "libphonenumber-js/max"
import { shopError } from "../../../lib/errors"
import { withoutInvisible, withPlainDigits } from "../../../lib/plain-text"

const { INVALID_DATA } = MedusaError.Types

/** Maximum length of each free text, in Unicode characters. */
export const TEXT_LIMITS = { name: 100, address: 300, card_text: 500, comment: 500 } as const

const SHORTEST_ADDRESS = 5

/** A letter, digit or symbol. A text without any of them looks empty. */
const VISIBLE = /[\p{L}\p{N}\p{S}]/u

/**
 * Removes control characters, invisible characters and surrounding spaces.
 *
 * @param limit maximum length in Unicode characters; an emoji has one or more
 * @throws text_too_long
 */
function clean(text: string, limit: number, what: string): string {
  const tooLong = () =>
    shopError("text_too_long", `The ${what} may have at most ${limit} characters.`, INVALID_DATA)
  // A character has at most two UTF-16 code units. This check rejects very long texts early.
  if (text.length > limit * 2 + 64) {
    throw tooLong()
  }
  const cleaned = withoutInvisible(text).trim()
  if ([...cleaned].length > limit) {
    throw tooLong()
  }
  return cleaned
}

/**
 * Validates and normalizes a recipient's name.
 *
 * @throws text_too_long, invalid_name
 */
export function readName(text: string): string {
  const name = clean(text, TEXT_LIMITS.name, "name").replace(/\s+/g, " ")
  if (!VISIBLE.test(name)) {
    throw shopError("invalid_name", "The recipient's name is empty.", INVALID_DATA)
  }
  return name
}

/**
 * Validates and normalizes an address. It keeps its lines, but no empty ones.
 *
 * @throws text_too_long, invalid_address
 */
export function readAddress(text: string): string {
  const address = clean(text, TEXT_LIMITS.address, "address")
    .replace(/ +/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
  if ([...address].length < SHORTEST_ADDRESS || !VISIBLE.test(address)) {
    throw shopError(
      "invalid_address",
      `The address must have at least ${SHORTEST_ADDRESS} characters, including a letter or a digit.`,
      INVALID_DATA,
    )
  }
  return address
}

/**
 * Normalizes a card text or a comment; null if it is empty.
 *
 * @throws text_too_long
 */
export function readNote(text: string | null, kind: "card_text" | "comment"): string | null {
  return (text !== null && clean(text, TEXT_LIMITS[kind], kind === "comment" ? kind : "card text")) || null
}

/** Maximum length of a typed phone number, with and without invisible characters. */
const LONGEST_PHONE = { typed: 100, cleaned: 40 }
/** Digits with the signs that people write between them, after an optional plus. */
const WRITTEN_PHONE = /^[\s([{]*\+?[\d\s()[\]{}.\-/·•‐-―−]+$/u

/**
 * The numbers that these digits without a plus can mean, in E.164 and the most likely one first. Nine digits are a
 * number in Uzbekistan. An 8 before them is the trunk prefix that Uzbekistan had until 2021; Russia and Kazakhstan
 * write it instead of +7. 00 and 8-10 begin a call abroad.
 */
function internationalForms(digits: string): string[] {
  const forms: [RegExp, string][] = [
    [/^8?(\d{9})$/, "+998$1"],
    [/^8(998\d{9})$/, "+$1"],
    [/^(?:00|810)(\d+)$/, "+$1"],
    [/^[78](\d{10})$/, "+7$1"],
    // Telegram omits the plus of a contact's number.
    [/^(\d{11,15})$/, "+$1"],
  ]
  return forms.filter(([form]) => form.test(digits)).map(([form, number]) => digits.replace(form, number))
}

/**
 * Converts a phone number to E.164, in any form that people type or paste: with brackets, dashes, invisible
 * characters, Arabic digits, `8`, `998`, `+998`, `tel:`.
 *
 * @throws invalid_phone if the number is not valid
 */
export function readPhone(text: string): string {
  const cleaned = text.length <= LONGEST_PHONE.typed ? withoutInvisible(text).trim() : ""
  const written = withPlainDigits(cleaned.replace(/^tel:/i, ""))
  const digits = written.replace(/\D/g, "")
  const isWritten = written.length <= LONGEST_PHONE.cleaned && WRITTEN_PHONE.test(written)
  const forms = !isWritten ? [] : written.includes("+") ? [`+${digits}`] : internationalForms(digits)
  const number = forms
    .map((form) => parsePhoneNumberFromString(form, { extract: false }))
    .find((parsed) => parsed?.isValid())
  if (!number) {
    throw shopError("invalid_phone", "This phone number is not valid.", INVALID_DATA)
  }
  return number.number
}

const emailSchema = z.string().max(254).email()

/**
 * Validates an e-mail address.
 *
 * @throws invalid_email
 */
export function readEmail(text: string): string {
  const result = emailSchema.safeParse(text.length <= 300 ? withoutInvisible(text).trim() : text)
  if (!result.success) {
    throw shopError("invalid_email", "This is not an e-mail address.", INVALID_DATA)
  }
  return result.data
}
