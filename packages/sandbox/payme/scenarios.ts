import { setTimeout as sleep } from "node:timers/promises"
import type { Call } from "../payments/types"
import { errorOf, isUnanswered, resultOf, type MerchantApi } from "./merchant-api"
import { newTransaction, type Payment, type Transaction } from "./payment"

/** Lifetime of a transaction from its `time`: 12 hours. */
const LIFETIME_MS = 43_200_000
/** Remaining lifetime of the transaction in the scenario `comeLate`; long enough for the shop to accept it. */
const REMAINING_MS = 5_000
/** Payme's reason codes for CancelTransaction. */
const REASONS = { debit_failed: 2, not_executed: 3, refund: 5 }
const TRIES = 3
const PAUSE_MS = 1_000

/** Scenarios of one payment: each calls the shop as Payme does and sets the state of the pay page. */
export class PaymeScenarios {
  constructor(
    private readonly payment: Payment,
    private readonly shop: MerchantApi,
  ) {}

  /** Successful payment: CheckPerformTransaction, then CreateTransaction and PerformTransaction, each sent twice. */
  async pay(): Promise<void> {
    const transaction = this.payment.begun ?? (await this.begin(newTransaction()))
    if (transaction) await this.perform(transaction)
  }

  /** The card has insufficient funds: the transaction is created and then cancelled. */
  async decline(): Promise<void> {
    const transaction = this.payment.begun ?? (await this.begin(newTransaction()))
    if (!transaction) return
    await this.cancel(transaction, REASONS.debit_failed)
    this.setState("declined")
  }

  close(): void {
    this.setState("closed")
  }

  /** Two tabs pay at once: both are allowed until one creates its transaction. After that payment the other tries again. */
  async payTwice(): Promise<void> {
    if (this.payment.state === "paid") return this.triesAnotherPayment()
    const [first, second] = [newTransaction(), newTransaction()]
    if (!(await this.isAllowed()) || !(await this.isAllowed())) return
    if (!(await this.create(first))) return
    await this.send("CreateTransaction", this.creation(second))
    await this.perform(first)
    await this.triesAnotherPayment()
  }

  /** Creates a transaction that expires in seconds, and performs it after it has expired. */
  async comeLate(): Promise<void> {
    const transaction = await this.begin(newTransaction(Date.now() - LIFETIME_MS + REMAINING_MS))
    if (!transaction) return
    await sleep(Math.max(0, transaction.time + LIFETIME_MS - Date.now()) + 100)
    await this.perform(transaction)
    await this.send("CheckTransaction", { id: transaction.id })
    if (this.payment.state === "refused") this.setState("expired", this.payment.message)
  }

  /** Refund from Payme's cabinet. */
  async refund(): Promise<void> {
    const { performed } = this.payment
    if (!performed) return
    const refused = await this.cancel(performed, REASONS.refund)
    if (refused) return this.setState("paid", this.reasonIn(refused))
    await this.send("SetFiscalData", { id: performed.id, type: "CANCEL", fiscal_data: receipt(performed) })
    this.payment.performed = undefined
    this.setState("refunded")
  }

  private async begin(transaction: Transaction): Promise<Transaction | undefined> {
    return (await this.isAllowed()) && (await this.create(transaction)) ? transaction : undefined
  }

  private async isAllowed(): Promise<boolean> {
    const { amount, reference } = this.payment.checkout
    const call = await this.send("CheckPerformTransaction", { amount, account: { order_id: reference } })
    if (resultOf(call)?.allow === true) return true
    this.setRefused(call)
    return false
  }

  private async create(transaction: Transaction): Promise<boolean> {
    const call = await this.twice("CreateTransaction", this.creation(transaction))
    if (resultOf(call)?.state === 1) {
      this.payment.begun = transaction
      return true
    }
    this.setRefused(call)
    return false
  }

  private async perform(transaction: Transaction): Promise<void> {
    const call = await this.twice("PerformTransaction", { id: transaction.id })
    if (resultOf(call)?.state === 2) {
      this.payment.performed = transaction
      this.setState("paid")
      await this.send("SetFiscalData", {
        id: transaction.id,
        type: "PERFORM",
        fiscal_data: receipt(transaction),
      })
    } else {
      if (!isUnanswered(call)) await this.cancel(transaction, REASONS.not_executed)
      this.setRefused(call)
    }
  }

  /** @returns the shop's refusal */
  private async cancel({ id }: Transaction, reason: number): Promise<Call | undefined> {
    const call = await this.twice("CancelTransaction", { id, reason })
    return resultOf(call) ? undefined : call
  }

  /** Tries to pay a paid order again, which the shop must refuse. */
  private async triesAnotherPayment(): Promise<void> {
    const { amount, reference } = this.payment.checkout
    const call = await this.send("CheckPerformTransaction", { amount, account: { order_id: reference } })
    const again = await this.send("CreateTransaction", this.creation(newTransaction()))
    this.payment.message = this.reasonIn(errorOf(call) ? call : again)
  }

  private creation({ id, time }: Transaction) {
    const { amount, reference } = this.payment.checkout
    return { id, time, amount, account: { order_id: reference } }
  }

  /** Sends a call twice, as Payme may repeat its calls. */
  private async twice(method: string, params: Record<string, unknown>): Promise<Call> {
    const first = await this.send(method, params)
    if (isUnanswered(first)) return first
    const second = await this.send(method, params)
    return isUnanswered(second) ? first : second
  }

  /** Sends a call, and repeats it up to TRIES times while the shop does not answer. */
  private async send(method: string, params: Record<string, unknown>): Promise<Call> {
    for (let left = TRIES; ; left--) {
      const call = await this.shop.call(method, params)
      this.payment.calls.push(call)
      if (!isUnanswered(call) || left === 1) return call
      await sleep(PAUSE_MS)
    }
  }

  private setRefused(call: Call): void {
    if (isUnanswered(call)) this.setState("unanswered")
    else this.setState("refused", this.reasonIn(call))
  }

  private setState(state: Payment["state"], message?: string): void {
    this.payment.state = state
    this.payment.message = message
    // An unanswered transaction may have been performed, so the next attempt continues with it.
    if (state !== "unanswered") this.payment.begun = undefined
  }

  /** Returns the shop's error message in the shopper's language. */
  private reasonIn(call: Call): string | undefined {
    const message = errorOf(call)?.message
    if (typeof message !== "object" || message === null) return undefined
    const sentence = Object.entries(message).find(([language]) => language === this.payment.checkout.language)
    return typeof sentence?.[1] === "string" ? sentence[1] : undefined
  }
}

/** Builds fiscal data in the format of the tax committee's receipts. */
function receipt({ id }: Transaction) {
  const number = Number.parseInt(id.slice(0, 8), 16)
  const at = new Date(Date.now() + 5 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14)
  const sign = String(number).padStart(12, "0")
  return {
    receipt_id: number,
    status_code: 0,
    message: "accepted",
    terminal_id: "EP000000000025",
    fiscal_sign: sign,
    qr_code_url: `https://ofd.example/check?t=EP000000000025&r=${number}&c=${at}&s=${sign}`,
    date: at,
  }
}
