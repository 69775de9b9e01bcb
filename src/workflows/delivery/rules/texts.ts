import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { parsePhoneNumberFromString } from "libphonenumber-js/max"
import { shopError } from "../../../lib/errors"

const { INVALID_DATA } = MedusaError.Types

/** The longest that each free text may be, in characters as people count them. */
export const TEXT_LIMITS = { name: 100, address: 300, card_text: 500, comment: 500 } as const

const SHORTEST_ADDRESS = 5

/**
 * Control characters, which no person types; a new line and a tab are kept until spaces are tidied. Among them
 * those that turn the direction of all that follows: a phone number behind such a name would read backwards.
 */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g
/** A letter, a digit, an emoji: anything that is to be seen. */
const VISIBLE = /[\p{L}\p{N}\p{S}]/u

/**
 * A text as it is stored: no control characters, no spaces around it.
 *
 * @param limit in characters; emoji count as one or a few
 * @throws text_too_long, before anything else is done with the text
 */
function clean(text: string, limit: number, what: string): string {
  // A character is at most two units long, so this looks at no more than it must of a huge text.
  const tooLong = () =>
    shopError("text_too_long", `The ${what} may have at most ${limit} characters.`, INVALID_DATA)
  if (text.length > limit * 2 + 64) {
    throw tooLong()
  }
  const cleaned = text.replace(/\r\n?/g, "\n").replace(CONTROL, "").trim()
  if ([...cleaned].length > limit) {
    throw tooLong()
  }
  return cleaned
}

/** @throws text_too_long, invalid_name */
export function readName(text: string): string {
  const name = clean(text, TEXT_LIMITS.name, "name").replace(/\s+/g, " ")
  if (!VISIBLE.test(name)) {
    throw shopError("invalid_name", "The recipient's name is empty.", INVALID_DATA)
  }
  return name
}

/** @throws text_too_long, invalid_address */
export function readAddress(text: string): string {
  const address = clean(text, TEXT_LIMITS.address, "address")
  if ([...address].length < SHORTEST_ADDRESS || !VISIBLE.test(address)) {
    throw shopError(
      "invalid_address",
      `The address must have at least ${SHORTEST_ADDRESS} characters, letters or digits among them.`,
      INVALID_DATA,
    )
  }
  return address
}

/** An empty text is none. @throws text_too_long */
export function readNote(text: string | null, kind: "card_text" | "comment"): string | null {
  return (text !== null && clean(text, TEXT_LIMITS[kind], kind === "comment" ? kind : "card text")) || null
}

/**
 * A phone number in any human spelling, as E.164. Without a country it is Uzbekistan's.
 *
 * @throws invalid_phone unless such a number can really exist
 */
export function readPhone(text: string): string {
  const number =
    text.length <= 40 ? parsePhoneNumberFromString(text, { defaultCountry: "UZ", extract: false }) : undefined
  if (!number?.isValid()) {
    throw shopError("invalid_phone", "This is not a phone number that exists.", INVALID_DATA)
  }
  return number.number
}

const emailSchema = z.string().max(254).email()

/** @throws invalid_email */
export function readEmail(text: string): string {
  const result = emailSchema.safeParse(text.length <= 300 ? text.trim() : text)
  if (!result.success) {
    throw shopError("invalid_email", "This is not an e-mail address.", INVALID_DATA)
  }
  return result.data
}
