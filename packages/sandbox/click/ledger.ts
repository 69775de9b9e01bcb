import { keepState } from "../payments/kept-state"
import type { PageState } from "../payments/texts"
import type { Call } from "../payments/types"
import type { Checkout } from "./checkout"

/** The statuses of the Merchant API; what is below zero has no money. */
export const STATUS = { created: 0, processing: 1, paid: 2, reversed: -99 }

/** Click's error when there is no money on the card. */
export const NO_MONEY = -5017

/** Click's own record of one attempt to pay. */
export type Payment = {
  /** `click_paydoc_id`, by which the Merchant API knows it. */
  id: number
  /** `click_trans_id`. */
  transId: number
  reference: string
  /** In tiyin. */
  amount: number
  status: number
  /** By which the shop knows it; from its answer to Prepare. */
  prepareId?: number
  /** The day of it in Tashkent: "2026-11-21". */
  day: string
  /** What the shop said was sold, once it was accepted. */
  items?: unknown[]
}

/** A pay page, and what became of it. */
export type Page = {
  /** The part of its address after the question mark. */
  query: string
  checkout: Checkout
  state: PageState
  /** Prepared, and neither completed nor cancelled. */
  begun?: number
  /** The one that has the money. */
  paid?: number
  /** What the shop said of the last attempt, for the shopper. */
  word?: string
  calls: Call[]
  openedAt: number
}

export type Invoice = { id: number; phone: string; reference: string; amount: number }

type State = { lastId: number; payments: Payment[]; pages: Page[]; invoices: Invoice[] }

const MOST = 500

/** The day that it is in Tashkent. */
const today = () => new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)

/** What Click remembers. */
export class Ledger {
  private readonly kept

  constructor(file?: string) {
    // Numbers go on from the clock, so that a shop never hears of one twice, whatever was forgotten.
    const lastId = Math.floor(Date.now() / 1000) * 100
    this.kept = keepState<State>(file, { lastId, payments: [], pages: [], invoices: [] })
  }

  get payments(): readonly Payment[] {
    return this.kept.state.payments
  }

  get pages(): readonly Page[] {
    return this.kept.state.pages
  }

  get invoices(): readonly Invoice[] {
    return this.kept.state.invoices
  }

  save(): void {
    this.kept.save()
  }

  nextId(): number {
    return ++this.kept.state.lastId
  }

  begin(reference: string, amount: number): Payment {
    const payment = {
      id: this.nextId(),
      transId: this.nextId(),
      reference,
      amount,
      status: STATUS.processing,
      day: today(),
    }
    this.kept.state.payments = [payment, ...this.payments].slice(0, MOST)
    return payment
  }

  addPage(query: string, checkout: Checkout): Page {
    const page: Page = { query, checkout, state: "open", calls: [], openedAt: Date.now() }
    this.kept.state.pages = [page, ...this.pages].slice(0, MOST)
    return page
  }

  addInvoice(invoice: Omit<Invoice, "id">): Invoice {
    const added = { id: this.nextId(), ...invoice }
    this.kept.state.invoices = [added, ...this.invoices].slice(0, MOST)
    return added
  }

  payment(id: number | undefined): Payment | undefined {
    return this.payments.find((one) => one.id === id)
  }
}
