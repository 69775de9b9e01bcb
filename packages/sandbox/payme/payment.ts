import { randomBytes } from "node:crypto"
import type { PageState } from "../payments/texts"
import type { Call } from "../payments/types"
import type { Checkout } from "./checkout"

/** Payme's record of one payment attempt. */
export type Transaction = {
  /** 24 characters. */
  id: string
  /** Creation time in ms since 1970. The transaction expires 12 hours later. */
  time: number
}

/** A pay page and the state of its payment. */
export type Payment = {
  /** The base64 part of the page's address. */
  encoded: string
  checkout: Checkout
  state: PageState
  /** Transaction that is created and neither performed nor cancelled, because the shop did not answer. */
  begun?: Transaction
  /** Transaction that has the money. */
  performed?: Transaction
  /** The shop's message about the last attempt, shown to the shopper. */
  message?: string
  calls: Call[]
  openedAt: number
}

export const newPayment = (encoded: string, checkout: Checkout): Payment => ({
  encoded,
  checkout,
  state: "open",
  calls: [],
  openedAt: Date.now(),
})

/** @param time creation time in ms since 1970; may be in the past */
export const newTransaction = (time = Date.now()): Transaction => ({
  id: randomBytes(12).toString("hex"),
  time,
})
