import type { MedusaContainer } from "@medusajs/framework/types"
import type { StripeStandIn } from "../../../packages/sandbox/stripe"
import { newIntent } from "../../../packages/sandbox/stripe/account"
import {
  newId,
  seconds,
  type Charge,
  type Event,
  type Intent,
  type Page,
} from "../../../packages/sandbox/stripe/objects"
import { attachToOrder } from "../../../src/workflows/payment/order-payment/attach-to-order"
import { eventually } from "../../support/eventually"
import type { ModelOrder } from "./shop"

const HOUR = 3600
const UNPAID = { status: "open", payment_status: "unpaid" } as const

/** The Stripe pages that pay the transactions of stories, by Stripe's payment ids. */
export class StripePages {
  private readonly pages = new Map<string, Promise<Page | undefined>>()
  private readonly references = new Map<string, string>()
  /** The pages that the shop created, by order number. */
  private readonly own = new Map<string, Promise<Page | undefined>>()
  private readonly begun = new Set<string>()

  constructor(
    private readonly container: MedusaContainer,
    private readonly standIn: StripeStandIn,
  ) {}

  /**
   * The page that pays a transaction. The first transaction of a story uses the order's own page; later ones use
   * pages that the order's payment session does not know.
   *
   * @returns undefined for an order that ended before it had a page
   */
  of(order: ModelOrder, id: string): Promise<Page | undefined> {
    const { reference } = order
    const isFirst = !this.begun.has(reference)
    this.begun.add(reference)
    const page =
      this.pages.get(id) ?? this.ownOf(order).then((own) => own && this.give(own, order, id, isFirst))
    this.pages.set(id, page)
    this.references.set(id, reference)
    return page
  }

  /** The order number in an event. */
  referenceOf = ({ data: { object } }: Event): string => {
    const { client_reference_id: reference, payment_intent: intent, id } = object
    return String(reference ?? this.references.get(String(intent ?? id)))
  }

  intentOf(id: string): Intent | undefined {
    return this.standIn.state.intents[id]
  }

  chargeOf(id: string): Charge | undefined {
    return this.standIn.state.charges[this.intentOf(id)?.latest_charge ?? ""]
  }

  /** Whether the order's page takes no more payments, and Stripe holds no money of that page and expects none. */
  async isDead({ reference }: ModelOrder): Promise<boolean> {
    const page = await this.own.get(reference)
    const id = page?.payment_intent ?? ""
    const isProcessing = this.intentOf(id)?.status === "processing"
    return (
      page !== undefined && page.status !== "open" && !isProcessing && this.chargeOf(id)?.refunded !== false
    )
  }

  /** Ends a story: its bank transfers fail, and the shop stops polling its pages. */
  async end({ reference }: ModelOrder, ids: string[]): Promise<void> {
    this.begun.delete(reference)
    const own = await this.own.get(reference)
    for (const page of await Promise.all(ids.flatMap((id) => this.pages.get(id) ?? []))) {
      if (page?.payment_intent) {
        this.standIn.account.endTransfer(page, false)
      }
      if (page && !(page === own && page.status === "open")) {
        page.created -= 100 * HOUR
      }
    }
  }

  private ownOf({ id, reference }: ModelOrder): Promise<Page | undefined> {
    const own =
      this.own.get(reference) ??
      // A poll during a change of the payment method may miss the session; the next poll finds it.
      eventually(() => attachToOrder(this.container, id)).then(() => {
        const pages = Object.values(this.standIn.state.pages)
        return pages.find((page) => page.client_reference_id === reference)
      })
    this.own.set(reference, own)
    return own
  }

  /**
   * Gives the page's payment the id of the story's transaction. The shop receives the event when the payment begins.
   */
  private give(own: Page, { minorUnits }: ModelOrder, id: string, isFirst: boolean): Page {
    const page = isFirst ? own : { ...structuredClone(own), ...UNPAID, id: newId("cs_test") }
    page.amount_total = minorUnits
    // The shop polls pages that are open for some minutes, so this page must look older.
    page.created = seconds() - HOUR
    page.payment_intent = id
    this.standIn.state.pages[page.id] = page
    this.standIn.state.intents[id] = { ...newIntent(page.amount_total, page.currency, page.metadata), id }
    return page
  }
}
