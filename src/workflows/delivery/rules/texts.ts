import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { parsePhoneNumberFromString } from "libphonenumber-js/max"
import { shopError } from "../../../lib/errors"

const { INVALID_DATA } = MedusaError.Types

/** Maximum length of each free text, in Unicode characters. */
export const TEXT_LIMITS = { name: 100, address: 300, card_text: 500, comment: 500 } as const

const SHORTEST_ADDRESS = 5

/**
 * Control characters except tab and new line. Includes the characters that change the text direction: after
 * such a name, a phone number would be shown reversed.
 */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g
/** A letter, digit or symbol. A text without any of them looks empty. */
const VISIBLE = /[\p{L}\p{N}\p{S}]/u

/**
 * Removes control characters and surrounding spaces.
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
  const cleaned = text.replace(/\r\n?/g, "\n").replace(CONTROL, "").trim()
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
 * Validates and normalizes an address.
 *
 * @throws text_too_long, invalid_address
 */
export function readAddress(text: string): string {
  const address = clean(text, TEXT_LIMITS.address, "address")
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

/**
 * Converts a phone number to E.164. A number without a country code is a number in Uzbekistan.
 *
 * @throws invalid_phone if the number is not valid
 */
export function readPhone(text: string): string {
  const number =
    text.length <= 40 ? parsePhoneNumberFromString(text, { defaultCountry: "UZ", extract: false }) : undefined
  if (!number?.isValid()) {
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
  const result = emailSchema.safeParse(text.length <= 300 ? text.trim() : text)
  if (!result.success) {
    throw shopError("invalid_email", "This is not an e-mail address.", INVALID_DATA)
  }
  return result.data
}
