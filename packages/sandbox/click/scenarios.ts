import { setTimeout as sleep } from "node:timers/promises"
import type { Call } from "../payments/types"
import { codeOf, noteIn, numberIn, type ShopHooks } from "./hooks"
import { NO_MONEY, STATUS, type Ledger, type Page, type Payment } from "./ledger"

const TRIES = 5
const PAUSE_MS = 1_000

/** Scenarios of one payment: each calls the shop's hooks as Click does and sets the state of the pay page. */
export class ClickScenarios {
  constructor(
    private readonly page: Page,
    private readonly ledger: Ledger,
    private readonly shop: ShopHooks,
  ) {}

  /** Successful payment: Prepare, debit, Complete. Both hooks are called twice. */
  async pay(): Promise<void> {
    const payment = this.ledger.payment(this.page.begun) ?? (await this.begin())
    if (payment) await this.complete(payment)
  }

  /** The card has insufficient funds: Complete is called with an error. */
  async decline(): Promise<void> {
    const payment = this.ledger.payment(this.page.begun) ?? (await this.begin())
    if (!payment) return
    payment.status = NO_MONEY
    await this.twice(() => this.shop.complete(payment, NO_MONEY))
    this.setState("declined")
  }

  close(): void {
    this.setState("closed")
  }

  /** Two tabs pay at once: the shop must refuse the second attempt both before and after the first is paid. */
  async payTwice(): Promise<void> {
    if (this.page.state === "paid") return this.triesAnotherPayment()
    const first = await this.begin()
    if (!first) return
    await this.triesAnotherPayment()
    await this.complete(first)
    await this.triesAnotherPayment()
  }

  /** The money is debited, but Complete is not called: the shop must ask for the status. `pay` then continues here. */
  async comeLate(): Promise<void> {
    const payment = await this.begin()
    if (!payment) return
    payment.status = STATUS.paid
    this.setState("unreported")
    this.page.begun = payment.id
  }

  /** Refund from Click's cabinet: Complete is called with an error. */
  async refund(): Promise<void> {
    const payment = this.ledger.payment(this.page.paid)
    if (!payment) return
    payment.status = STATUS.reversed
    await this.twice(() => this.shop.complete(payment, NO_MONEY))
    this.page.paid = undefined
    this.setState("refunded")
  }

  private async begin(): Promise<Payment | undefined> {
    const { reference, amount } = this.page.checkout
    const payment = this.ledger.begin(reference, amount)
    const call = await this.twice(() => this.shop.prepare(payment))
    if (codeOf(call) === 0) {
      payment.prepareId = numberIn(call, "merchant_prepare_id")
      this.page.begun = payment.id
      return payment
    }
    payment.status = -1
    this.setRefused(call)
    return undefined
  }

  /** Debits the money, then calls Complete. A refusal does not reverse the debit: only the shop can do that. */
  private async complete(payment: Payment): Promise<void> {
    payment.status = STATUS.paid
    const call = await this.send(() => this.shop.complete(payment))
    const code = codeOf(call)
    if (code === undefined) return this.setRefused(call)
    await this.send(() => this.shop.complete(payment))
    if (code === 0 || code === -4) {
      this.setState("paid")
      this.page.paid = payment.id
    } else this.setRefused(call)
  }

  /** Tries another payment of the same order, which the shop must refuse. */
  private async triesAnotherPayment(): Promise<void> {
    const { reference, amount } = this.page.checkout
    const another = this.ledger.begin(reference, amount)
    const call = await this.send(() => this.shop.prepare(another))
    another.status = -1
    this.page.message = noteIn(call)
  }

  /** Sends a call twice, as Click may repeat its calls. */
  private async twice(request: () => Promise<Call>): Promise<Call> {
    const first = await this.send(request)
    const second = await this.send(request)
    return codeOf(second) === undefined ? first : second
  }

  /** Sends a call, and repeats it up to TRIES times while the shop gives no valid answer. */
  private async send(request: () => Promise<Call>): Promise<Call> {
    for (let left = TRIES; ; left--) {
      const call = await request()
      this.page.calls.push(call)
      if (codeOf(call) !== undefined || left === 1) return call
      await sleep(PAUSE_MS)
    }
  }

  private setRefused(call: Call): void {
    if (codeOf(call) === undefined) this.setState("unanswered")
    else this.setState("refused", noteIn(call))
  }

  private setState(state: Page["state"], message?: string): void {
    this.page.state = state
    this.page.message = message
    // An unanswered payment may have reached the shop, so the next attempt continues with it.
    if (state !== "unanswered") this.page.begun = undefined
  }
}
