import { loadState } from "../payments/stored-state"
import type { PageState } from "../payments/texts"
import type { Call } from "../payments/types"
import type { Checkout } from "./checkout"

/** Payment statuses of the Merchant API. A negative status means that no money was taken. */
export const STATUS = { created: 0, processing: 1, paid: 2, reversed: -99 }

/** Click's error code for insufficient funds. */
export const NO_MONEY = -5017

/** Click's record of one payment attempt. */
export type Payment = {
  /** `click_paydoc_id`: the payment id of the Merchant API. */
  id: number
  /** `click_trans_id`. */
  transId: number
  reference: string
  /** In tiyin. */
  amount: number
  status: number
  /** `merchant_prepare_id` from the shop's answer to Prepare. */
  prepareId?: number
  /** Date in Asia/Tashkent: "2026-11-21". */
  day: string
  /** Fiscal items that the shop submitted after the payment. */
  items?: unknown[]
}

/** A pay page and the state of its payment. */
export type Page = {
  /** Query string of its address, without the question mark. */
  query: string
  checkout: Checkout
  state: PageState
  /** Id of the payment that is prepared and neither completed nor cancelled. */
  begun?: number
  /** Id of the payment that has the money. */
  paid?: number
  /** The shop's message about the last attempt, shown to the shopper. */
  message?: string
  calls: Call[]
  openedAt: number
}

export type Invoice = { id: number; phone: string; reference: string; amount: number }

type State = { lastId: number; payments: Payment[]; pages: Page[]; invoices: Invoice[] }

const MAX_RECORDS = 500

/** Current date in Asia/Tashkent. */
const today = () => new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)

/** Click's stored payments, pay pages and invoices. */
export class Ledger {
  private readonly stored

  constructor(file?: string) {
    // Ids start from the clock, so that they stay unique after the stored state is deleted.
    const lastId = Math.floor(Date.now() / 1000) * 100
    this.stored = loadState<State>(file, { lastId, payments: [], pages: [], invoices: [] })
  }

  get payments(): readonly Payment[] {
    return this.stored.state.payments
  }

  get pages(): readonly Page[] {
    return this.stored.state.pages
  }

  get invoices(): readonly Invoice[] {
    return this.stored.state.invoices
  }

  save(): void {
    this.stored.save()
  }

  nextId(): number {
    return ++this.stored.state.lastId
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
    this.stored.state.payments = [payment, ...this.payments].slice(0, MAX_RECORDS)
    return payment
  }

  addPage(query: string, checkout: Checkout): Page {
    const page: Page = { query, checkout, state: "open", calls: [], openedAt: Date.now() }
    this.stored.state.pages = [page, ...this.pages].slice(0, MAX_RECORDS)
    return page
  }

  addInvoice(invoice: Omit<Invoice, "id">): Invoice {
    const added = { id: this.nextId(), ...invoice }
    this.stored.state.invoices = [added, ...this.invoices].slice(0, MAX_RECORDS)
    return added
  }

  payment(id: number | undefined): Payment | undefined {
    return this.payments.find((one) => one.id === id)
  }
}
