import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import expireUnpaidOrders from "../../../src/jobs/expire-unpaid-orders"
import markRefundsDue from "../../../src/jobs/mark-refunds-due"
import settleGatewayPayments from "../../../src/jobs/settle-gateway-payments"
import { CASH_PROVIDER } from "../../../src/lib/shop"
import { checkoutSteps } from "../../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../../support/delivery-fixture"
import { OrderCopies } from "./copies"

/** An order that waits for its payment. */
export type ModelOrder = {
  id: string
  /** Its number, as gateways know it. */
  reference: string
  /** In the currency's units. */
  total: number
  /** The same in tiyin. */
  minorUnits: number
}

/** A gateway's transaction as the shop keeps it. */
export type KeptTransaction = {
  external_id: string
  state: "in_progress" | "performed" | "canceled"
  amount: number
  performed_at: Date | null
  settled_state: string | null
  needs_attention: string | null
}

/** What is known of an order's money, straight from the tables. */
export type Money = {
  order: string
  assignment: string
  /** Whether its time to pay is not over. */
  is_in_time: boolean
  /** The sums of Medusa's captures and refunds, each with how many there are. */
  captured: number
  captures: number
  refunded: number
  /** Whether it is to be paid when the flowers are handed over. */
  is_on_delivery: boolean
  /** Medusa's payments that were not canceled. */
  payments: number
  transactions: KeptTransaction[]
}

const ORDER = `
  select o.status as "order", a.status as assignment, a.payment_due_at > now() as is_in_time,
    coalesce(sum(c.amount), 0)::float as captured, count(c.id)::int as captures,
    (select coalesce(sum(r.amount), 0)::float from refund r join payment p on p.id = r.payment_id
     where p.payment_collection_id = l.payment_collection_id and r.deleted_at is null) as refunded,
    exists (select 1 from payment_session s where s.payment_collection_id = l.payment_collection_id
     and s.provider_id = '${CASH_PROVIDER}' and s.deleted_at is null) as is_on_delivery,
    (select count(*)::int from payment p where p.payment_collection_id = l.payment_collection_id
     and p.deleted_at is null and p.canceled_at is null) as payments
  from "order" o
  join workshop_assignment a on a.order_id = o.id
  join order_payment_collection l on l.order_id = o.id and l.deleted_at is null
  left join payment p on p.payment_collection_id = l.payment_collection_id and p.deleted_at is null
  left join capture c on c.payment_id = p.id and c.deleted_at is null
  where o.id = ? group by o.id, a.id, l.payment_collection_id`

const TRANSACTIONS = `
  select external_id, state, amount::float as amount, performed_at, settled_state, needs_attention
  from gateway_transaction where order_id = ? and deleted_at is null order by began_at`

/** The shop about whose orders a gateway calls, in the test's own process, with everything that may happen there. */
export class ModelShop {
  private readonly unpaid: ModelOrder[] = []
  private copies: Promise<OrderCopies> | undefined
  private total = 0

  private constructor(
    private readonly container: MedusaContainer,
    private readonly fixture: DeliveryFixture,
    private readonly provider: string,
  ) {}

  /** A shop that sells by this way to pay, in slots without end. */
  static async open(container: MedusaContainer, provider: string): Promise<ModelShop> {
    const fixture = await createDeliveryFixture(container)
    await container.resolve(ContainerRegistrationKeys.LINK).create([
      {
        [Modules.REGION]: { region_id: fixture.region_id },
        [Modules.PAYMENT]: { payment_provider_id: provider },
      },
    ])
    const shop = new ModelShop(container, fixture, provider)
    await shop.ask("update delivery_window set capacity = 1000000")
    return shop
  }

  /** An order that waits to be paid in this way: one that was left unpaid, or a new one. */
  async order(): Promise<ModelOrder> {
    const left = this.unpaid.pop()
    const order = left ?? (await this.copied())
    // Its time begins now, however long ago the copied one was placed.
    await this.ask(
      `update workshop_assignment set payment_due_at = now() + interval '15 minutes'
       where order_id = ? and status = 'awaiting_payment'`,
      order.id,
    )
    return order
  }

  private async copied(): Promise<ModelOrder> {
    this.copies ??= OrderCopies.of(this.ask.bind(this), () => this.place())
    const { id, number } = await (await this.copies).copy()
    return { id, reference: String(number), total: this.total, minorUnits: this.total * 100 }
  }

  /** Nothing came of the payments that were tried for this order: it still waits. */
  leave(order: ModelOrder): void {
    this.unpaid.push(order)
  }

  /** Places an order by the shop's own way; every other one is a copy of this. */
  private async place(): Promise<void> {
    const steps = checkoutSteps(this.container, this.fixture)
    const cartId = await steps.readyCart([{ variant_id: this.fixture.card.id, quantity: 1 }])
    const { total } = await steps.place(cartId, { provider_id: this.provider })
    this.total = total
  }

  /** The time to pay is over. */
  async closeWindow({ id }: ModelOrder): Promise<void> {
    await this.ask(
      "update workshop_assignment set payment_due_at = now() - interval '1 second' where order_id = ?",
      id,
    )
    await expireUnpaidOrders(this.container)
  }

  /** Staff cancel it in Medusa; that it is canceled already, or at this moment, is no news. */
  async cancelOrder({ id }: ModelOrder): Promise<void> {
    const { errors } = await cancelOrderWorkflow(this.container).run({
      input: { order_id: id },
      throwOnError: false,
    })
    for (const { error } of errors) {
      expect(error.message).toMatch(/has been canceled|existing active order change/)
    }
  }

  /** The gateway's time for a transaction is over. */
  async timeOut(transactionId: string): Promise<void> {
    await this.ask(
      "update gateway_transaction set expires_at = now() - interval '1 second' where external_id = ?",
      transactionId,
    )
  }

  /** What the clock does. */
  async sweep(): Promise<void> {
    await settleGatewayPayments(this.container)
  }

  /** … and what it does once a while: shows staff the money that only they can give back. */
  async sweepRefunds(): Promise<void> {
    await markRefundsDue(this.container)
  }

  async money({ id }: ModelOrder): Promise<Money> {
    const [order] = await this.ask<Omit<Money, "transactions">>(ORDER, id)
    return { ...order, transactions: await this.ask<KeptTransaction>(TRANSACTIONS, id) }
  }

  private async ask<Row>(sql: string, ...values: (string | number)[]): Promise<Row[]> {
    const knex = this.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await knex.raw<{ rows: Row[] }>(sql, values)
    return rows
  }
}
