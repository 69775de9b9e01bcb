import { setTimeout as sleep } from "node:timers/promises"
import type { Call } from "../payments/types"
import { codeOf, noteIn, numberIn, type ShopHooks } from "./hooks"
import { NO_MONEY, STATUS, type Ledger, type Page, type Payment } from "./ledger"

const TRIES = 5
const PAUSE_MS = 1_000

/** One payment as Click drives it: what is called, how often, and what is shown after. */
export class Ways {
  constructor(
    private readonly page: Page,
    private readonly ledger: Ledger,
    private readonly shop: ShopHooks,
  ) {}

  /** The whole of a payment that goes well: prepared, debited, completed, each of the two told twice. */
  async pay(): Promise<void> {
    const payment = this.ledger.payment(this.page.begun) ?? (await this.begins())
    if (payment) await this.completes(payment)
  }

  /** The card has no money. */
  async decline(): Promise<void> {
    const payment = this.ledger.payment(this.page.begun) ?? (await this.begins())
    if (!payment) return
    payment.status = NO_MONEY
    await this.twice(() => this.shop.complete(payment, NO_MONEY))
    this.ends("declined")
  }

  close(): void {
    this.ends("closed")
  }

  /** Two tabs pay at once: one begins, the other may not; and once it is paid, nobody may again. */
  async payTwice(): Promise<void> {
    if (this.page.state === "paid") return this.triesInVain()
    const first = await this.begins()
    if (!first) return
    await this.triesInVain()
    await this.completes(first)
    await this.triesInVain()
  }

  /** The money is debited and the shop is not told: it finds out by asking. Paying goes on where this ended. */
  async comeLate(): Promise<void> {
    const payment = await this.begins()
    if (!payment) return
    payment.status = STATUS.paid
    this.ends("unreported")
    this.page.begun = payment.id
  }

  /** Somebody presses "refund" in Click's cabinet: the shop hears that the payment failed. */
  async refund(): Promise<void> {
    const payment = this.ledger.payment(this.page.paid)
    if (!payment) return
    payment.status = STATUS.reversed
    await this.twice(() => this.shop.complete(payment, NO_MONEY))
    this.page.paid = undefined
    this.ends("refunded")
  }

  private async begins(): Promise<Payment | undefined> {
    const { reference, amount } = this.page.checkout
    const payment = this.ledger.begin(reference, amount)
    const call = await this.twice(() => this.shop.prepare(payment))
    if (codeOf(call) === 0) {
      payment.prepareId = numberIn(call, "merchant_prepare_id")
      this.page.begun = payment.id
      return payment
    }
    payment.status = -1
    this.refused(call)
    return undefined
  }

  /** The money is debited before the shop is told, and only the shop gives it back. */
  private async completes(payment: Payment): Promise<void> {
    payment.status = STATUS.paid
    const call = await this.said(() => this.shop.complete(payment))
    const code = codeOf(call)
    if (code === undefined) return this.refused(call)
    await this.said(() => this.shop.complete(payment))
    if (code === 0 || code === -4) {
      this.ends("paid")
      this.page.paid = payment.id
    } else this.refused(call)
  }

  /** Another payment of the same order is tried, and refused. */
  private async triesInVain(): Promise<void> {
    const { reference, amount } = this.page.checkout
    const another = this.ledger.begin(reference, amount)
    const call = await this.said(() => this.shop.prepare(another))
    another.status = -1
    this.page.word = noteIn(call)
  }

  /** What is told twice must be answered alike. */
  private async twice(tell: () => Promise<Call>): Promise<Call> {
    const first = await this.said(tell)
    const second = await this.said(tell)
    return codeOf(second) === undefined ? first : second
  }

  /** One call, again while nobody answers. */
  private async said(tell: () => Promise<Call>): Promise<Call> {
    for (let left = TRIES; ; left--) {
      const call = await tell()
      this.page.calls.push(call)
      if (codeOf(call) !== undefined || left === 1) return call
      await sleep(PAUSE_MS)
    }
  }

  private refused(call: Call): void {
    if (codeOf(call) === undefined) this.ends("unanswered")
    else this.ends("refused", noteIn(call))
  }

  private ends(state: Page["state"], word?: string): void {
    this.page.state = state
    this.page.word = word
    // Whether the shop has it is not known: the next try goes on with it.
    if (state !== "unanswered") this.page.begun = undefined
  }
}
