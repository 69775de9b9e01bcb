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

/** An order that awaits payment. */
export type ModelOrder = {
  id: string
  /** The order number that gateways use. */
  reference: string
  /** In units of the currency, such as soums. */
  total: number
  /** The total in tiyin. */
  minorUnits: number
}

/** A gateway transaction as the shop stores it. */
export type KeptTransaction = {
  external_id: string
  state: "in_progress" | "performed" | "canceled"
  amount: number
  performed_at: Date | null
  settled_state: string | null
  needs_attention: string | null
}

/** An order's money, read directly from the tables. */
export type Money = {
  order: string
  assignment: string
  /** Whether the payment window is still open. */
  is_in_time: boolean
  /** Sum and number of Medusa's captures and refunds. */
  captured: number
  captures: number
  refunded: number
  /** Whether the order is paid in cash on delivery. */
  is_on_delivery: boolean
  /** Number of Medusa's payments that are not canceled. */
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

/** The shop that a gateway calls, in the test's own process, with the events that can happen to its orders. */
export class ModelShop {
  private readonly unpaid: ModelOrder[] = []
  private copies: Promise<OrderCopies> | undefined
  private total = 0

  private constructor(
    private readonly container: MedusaContainer,
    private readonly fixture: DeliveryFixture,
    private readonly provider: string,
  ) {}

  /** Sets up a shop that sells with this payment provider and with slots of unlimited capacity. */
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

  /** An order that awaits payment with this provider: a reused unpaid one, or a new one. */
  async order(): Promise<ModelOrder> {
    const left = this.unpaid.pop()
    const order = left ?? (await this.copied())
    // The payment window starts now, although the original order is older.
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

  /** Returns an order whose payments all failed, so that a later story reuses it. */
  leave(order: ModelOrder): void {
    this.unpaid.push(order)
  }

  /** Places an order through the shop's workflow. All other orders are copies of it. */
  private async place(): Promise<void> {
    const steps = checkoutSteps(this.container, this.fixture)
    const cartId = await steps.readyCart([{ variant_id: this.fixture.card.id, quantity: 1 }])
    const { total } = await steps.place(cartId, { provider_id: this.provider })
    this.total = total
  }

  /** Ends the payment window. */
  async closeWindow({ id }: ModelOrder): Promise<void> {
    await this.ask(
      "update workshop_assignment set payment_due_at = now() - interval '1 second' where order_id = ?",
      id,
    )
    await expireUnpaidOrders(this.container)
  }

  /** Staff cancel the order in Medusa. An error is ignored when the order is already canceled or being canceled. */
  async cancelOrder({ id }: ModelOrder): Promise<void> {
    const { errors } = await cancelOrderWorkflow(this.container).run({
      input: { order_id: id },
      throwOnError: false,
    })
    for (const { error } of errors) {
      expect(error.message).toMatch(/has been canceled|existing active order change/)
    }
  }

  /** Ends the gateway's time limit for a transaction. */
  async timeOut(transactionId: string): Promise<void> {
    await this.ask(
      "update gateway_transaction set expires_at = now() - interval '1 second' where external_id = ?",
      transactionId,
    )
  }

  /** Runs the shop's frequent jobs. */
  async sweep(): Promise<void> {
    await settleGatewayPayments(this.container)
  }

  /** Runs the infrequent job: it shows staff the money that only they can refund. */
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
