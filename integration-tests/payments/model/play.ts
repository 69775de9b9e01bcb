import { eventually } from "../../support/eventually"
import type { Answer, GatewayProtocol } from "./protocol"
import type { KeptTransaction, ModelOrder, ModelShop, Money } from "./shop"
import { TRANSACTIONS, type Call, type Event, type Story } from "./story"

/** The final state of an order. */
export type Ending =
  "paid" | "given back" | "flagged" | "canceled unpaid" | "on delivery" | "in progress" | "still unpaid"

/** Flags for money at a gateway that does not belong to the order. Staff see it and return it. */
const NOT_THE_ORDERS = ["order_canceled", "already_paid", "amount_differs"]

/** Plays a story on one order and checks the invariants at its end. */
export class Play {
  private readonly ids: string[]
  /** First answers by transaction, call and field name: repeated calls must return the same values. */
  private readonly firstValues = new Map<string, unknown>()
  private readonly performed = new Set<number>()

  constructor(
    private readonly shop: ModelShop,
    private readonly gateway: GatewayProtocol,
    private readonly order: ModelOrder,
  ) {
    this.ids = Array.from({ length: TRANSACTIONS }, gateway.newId)
  }

  /** @throws Error when an invariant does not hold */
  async run(story: Story): Promise<Ending> {
    for (const group of story) {
      await Promise.all(group.map((event) => this.happen(event)))
    }
    // A sweep finishes work that is temporarily undone. A real error stays.
    return eventually(() => this.judge())
  }

  private async happen(event: Event): Promise<void> {
    switch (event.does) {
      case "timeOut":
        return this.gateway.timeOut
          ? this.gateway.timeOut(this.order, this.ids[event.tx])
          : this.shop.timeOut(this.ids[event.tx])
      case "act":
        return this.gateway.acts?.[event.act]?.(this.order, this.ids[event.tx])
      case "closeWindow":
        return this.shop.closeWindow(this.order)
      case "cancelOrder":
        return this.shop.cancelOrder(this.order)
      case "sweep":
        return this.shop.sweep()
      default: {
        const answers = await Promise.all([this.call(event), ...(event.twice ? [this.call(event)] : [])])
        answers.forEach((answer) => this.checkAnswer(event, answer))
      }
    }
  }

  private call(event: Call): Promise<Answer> {
    const id = this.ids[event.tx]
    switch (event.does) {
      case "begin":
        return this.gateway.begin(this.order, id, event.wrong)
      case "perform":
        return this.gateway.perform(this.order, id)
      case "cancel":
        return this.gateway.cancel(this.order, id, event.reason)
      case "check":
        return this.gateway.check?.(this.order, id) ?? Promise.resolve({ values: {} })
    }
  }

  private checkAnswer({ does, tx, ...event }: Call, answer: Answer): void {
    if ("refused" in answer) {
      expect(this.gateway.refusals[does]).toContain(answer.refused)
      return
    }
    // A call with a wrong amount must never be accepted.
    expect("wrong" in event && event.wrong).toBe(false)
    if (does === "perform") {
      this.performed.add(tx)
    }
    if (does === "check") {
      return
    }
    for (const [name, value] of Object.entries(answer.values)) {
      const key = `${tx} ${does} ${name}`
      expect([key, value]).toEqual([key, this.firstValues.get(key) ?? value])
      this.firstValues.set(key, value)
    }
  }

  /** Checks the invariants after the last call and sweep. */
  private async judge(): Promise<Ending> {
    const money = await this.settled()
    const performed = money.transactions.filter(({ state }) => state === "performed")
    const own = performed.filter(({ needs_attention: flag }) => !flag || !NOT_THE_ORDERS.includes(flag))
    expect(own.length).toBeLessThanOrEqual(1)
    if (!this.gateway.debitsFirst) {
      expect(performed.length).toBeLessThanOrEqual(1)
    }
    const known = money.transactions.flatMap((one) => (one.performed_at === null ? [] : [one.external_id]))
    const unknown = [...this.performed].map((tx) => this.ids[tx]).filter((id) => !known.includes(id))
    expect(unknown.filter((id) => !this.isBack(id))).toEqual([])
    const ending = own.length ? this.judgePaid(money, own[0]) : this.judgeUnpaid(money, performed)
    await this.gateway.agrees?.(this.order, this.ids, money)
    return ending
  }

  /** Whether the payment was completely refunded before the shop learned about it; such a payment leaves no record. */
  private isBack(id: string): boolean {
    return (this.gateway.returned?.([id]) ?? 0) >= this.order.minorUnits
  }

  /**
   * The order's money after the sweeps.
   * @throws Error while something is in progress
   */
  private async settled(): Promise<Money> {
    await this.shop.sweep()
    await this.shop.sweepRefunds()
    await this.gateway.sweep?.(this.order)
    const { transactions, ...order } = await this.shop.money(this.order)
    // An earlier story of the same order may have left canceled transactions.
    const own = transactions.filter(({ external_id }) => this.ids.includes(external_id))
    const money = { ...order, transactions: own }
    const open = money.transactions.filter(
      (one) => one.performed_at && one.settled_state !== one.state && !one.needs_attention,
    )
    expect(open).toEqual([])
    if (money.order === "canceled") {
      // The workshop cancels the order, and staff see the money that remains.
      expect(money.assignment).toBe("canceled")
      const silent = money.transactions.filter((one) => one.state === "performed" && !one.needs_attention)
      expect(silent).toEqual([])
    }
    return money
  }

  /** The gateway has the order's money: Medusa has one payment of that amount. */
  private judgePaid(
    money: Money,
    { external_id: id, amount, needs_attention: flag }: KeptTransaction,
  ): Ending {
    expect(amount).toBe(this.order.minorUnits)
    const refunded = (this.gateway.returned?.([id]) ?? 0) / 100
    expect(money).toMatchObject({ captured: this.order.total, captures: 1, refunded, payments: 1 })
    if (money.order === "canceled") {
      // Paid and then canceled: the refund is due, and staff see it.
      expect(flag).toBe("refund_due")
      return "flagged"
    }
    expect([flag, money.assignment]).toEqual([null, "offered"])
    return "paid"
  }

  /** The gateway has none of the order's money: Medusa has none, and no florist sees the order. */
  private judgeUnpaid(money: Money, flagged: KeptTransaction[]): Ending {
    expect(money.captured - money.refunded).toBe(0)
    const onDelivery = money.is_on_delivery ? ["offered"] : []
    expect(["awaiting_payment", "canceled", ...onDelivery]).toContain(money.assignment)
    if (flagged.length) {
      return "flagged"
    }
    if (money.captures) {
      return "given back"
    }
    if (money.assignment === "canceled") {
      return "canceled unpaid"
    }
    if (money.assignment === "offered") {
      return "on delivery"
    }
    const isInFlight = money.transactions.some(({ state }) => state === "in_progress")
    return isInFlight || !money.is_in_time ? "in progress" : "still unpaid"
  }
}
