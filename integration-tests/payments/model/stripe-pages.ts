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
import { attachToOrder } from "../../../src/workflows/payment/attach-to-order"
import { eventually } from "../../support/eventually"
import type { ModelOrder } from "./shop"

const HOUR = 3600
const UNPAID = { status: "open", payment_status: "unpaid" } as const

/** The pages on which the transactions of stories are paid, by Stripe's ids of these payments. */
export class StripePages {
  private readonly pages = new Map<string, Promise<Page | undefined>>()
  private readonly references = new Map<string, string>()
  /** The pages that the shop made, by their orders' numbers. */
  private readonly own = new Map<string, Promise<Page | undefined>>()
  private readonly begun = new Set<string>()

  constructor(
    private readonly container: MedusaContainer,
    private readonly standIn: StripeStandIn,
  ) {}

  /**
   * Where a transaction is paid: the first of a story on its order's page, others on pages that the order's session
   * does not know.
   *
   * @returns undefined for an order that was over before it had a page
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

  /** The order that an event is about. */
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

  /** Whether an order can be paid on its page no more, and no money of that page is at Stripe or on its way. */
  async isDead({ reference }: ModelOrder): Promise<boolean> {
    const page = await this.own.get(reference)
    const id = page?.payment_intent ?? ""
    const isProcessing = this.intentOf(id)?.status === "processing"
    return (
      page !== undefined && page.status !== "open" && !isProcessing && this.chargeOf(id)?.refunded !== false
    )
  }

  /** A story is over: of its transfers nothing comes, and in a day nobody looks at its pages any more. */
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
      // While the order turns to another way to pay a look may find its session gone: the next one does not.
      eventually(() => attachToOrder(this.container, id)).then(() => {
        const pages = Object.values(this.standIn.state.pages)
        return pages.find((page) => page.client_reference_id === reference)
      })
    this.own.set(reference, own)
    return own
  }

  /** A page's payment has the id of a story's transaction; the shop hears of it when the payment begins. */
  private give(own: Page, { minorUnits }: ModelOrder, id: string, isFirst: boolean): Page {
    const page = isFirst ? own : { ...structuredClone(own), ...UNPAID, id: newId("cs_test") }
    page.amount_total = minorUnits
    // The shop looks at pages that are open for some minutes. A former story of the order may have made its page old.
    page.created = seconds() - HOUR
    page.payment_intent = id
    this.standIn.state.pages[page.id] = page
    this.standIn.state.intents[id] = { ...newIntent(page.amount_total, page.currency, page.metadata), id }
    return page
  }
}
