import type { Product } from "../../catalog/types"

/** Prefixes of deep links: to a product, and to a product that somebody hints at. */
export const PRODUCT_LINK = "p"
export const HINT_LINK = "h"

/** Prefix of the ids of accounts. A link leaves it out, because a payload has at most 64 characters. */
const ACCOUNT = "tgacc_"

/** What a query in inline mode begins with when the person sends a hint. */
export const HINT_SIGN = "💌"
const KEY_SIGN = "#"
/** A longer handle does not fit into a query of inline mode, which has 256 characters. */
const LONGEST_HANDLE = 200

/** Address that opens the bot. @param payload at most 64 of the characters A-Z, a-z, 0-9, _ and - */
const startLink = (username: string, payload: string) => `https://t.me/${username}?start=${payload}`

export const productLink = (username: string, productId: string): string =>
  startLink(username, `${PRODUCT_LINK}_${productId}`)

/**
 * Address of a hint. It contains the random id of the account, which gives its first name only, and no name.
 *
 * @param accountId undefined for a person whom the shop does not know: the link opens the product without a hint
 */
export function hintLink(username: string, productId: string, accountId: string | undefined): string {
  const payload = `${HINT_LINK}_${accountId?.replace(ACCOUNT, "")}_${productId}`
  return accountId?.startsWith(ACCOUNT) && payload.length <= 64
    ? startLink(username, payload)
    : productLink(username, productId)
}

/** Reads the part of a hint's payload after the prefix, which can be forged. */
export function readHint(about: string): { accountId: string; productId: string } {
  const [account, ...rest] = about.split("_")
  return { accountId: `${ACCOUNT}${account}`, productId: rest.join("_") }
}

/** The query of inline mode that finds exactly this product. */
export const productKey = ({ handle, id }: Product): string =>
  `${KEY_SIGN}${handle.length <= LONGEST_HANDLE ? handle : id}`

export type InlineRequest = { isHint: boolean; key?: string; words: string }

/** Reads the text of an inline query. `key` is the handle or the id of one product. */
export function readInlineQuery(text: string): InlineRequest {
  const isHint = text.startsWith(HINT_SIGN)
  const words = (isHint ? text.slice(HINT_SIGN.length) : text).trim()
  return words.startsWith(KEY_SIGN) ? { isHint, words, key: words.slice(KEY_SIGN.length) } : { isHint, words }
}
