import { randomBytes } from "node:crypto"
import type { PageState } from "../payments/texts"
import type { Call } from "../payments/types"
import type { Checkout } from "./checkout"

/** Payme's own record of one attempt to pay. */
export type Transaction = {
  /** 24 characters. */
  id: string
  /** ms since 1970 when it was begun; the shop counts its 12 hours from here. */
  time: number
}

/** A pay page, and what became of it. */
export type Payment = {
  /** The part of the page's address that says what is paid. */
  encoded: string
  checkout: Checkout
  state: PageState
  /** Begun, and neither performed nor cancelled: the shop did not answer. */
  begun?: Transaction
  /** The one that has the money. */
  performed?: Transaction
  /** What the shop said of the last attempt, for the shopper. */
  word?: string
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

/** @param time in ms since 1970; another than now to look as if it had begun then */
export const newTransaction = (time = Date.now()): Transaction => ({
  id: randomBytes(12).toString("hex"),
  time,
})
