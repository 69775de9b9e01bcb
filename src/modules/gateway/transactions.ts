import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context } from "@medusajs/framework/types"
import {
  generateEntityId,
  InjectManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"
import { GatewayCall } from "./models/gateway-call"
import { GatewayEvent } from "./models/gateway-event"
import { GatewayKey } from "./models/gateway-key"
import { GatewayResolution } from "./models/gateway-resolution"
import { type Attention, GatewayTransaction } from "./models/gateway-transaction"
import { runPrepared, type Prepared } from "../../lib/prepared"
import {
  BEGIN,
  BESIDE,
  BY_ID,
  BY_NAME,
  END,
  FLAG,
  NOTE_REFUNDED,
  OF_ORDER,
  PERFORM,
  LOCK_ORDER,
} from "./transaction-statements"
import type { Begun, GatewayTransactionRecord, NewTransaction, TransactionName } from "./types"

/** Why a transaction was canceled that its gateway has given up: "timeout", in Payme's numbers. */
export const TIMED_OUT = 4

export type Shared = Context<SqlEntityManager>

/** As the driver reads it: PostgreSQL's numbers of any length come as texts. */
type Row = Omit<GatewayTransactionRecord, "amount" | "refunded_amount"> & {
  amount: string
  refunded_amount: string
}

type Named = { id: string; order_id: string }

const toRecord = (row: Row): GatewayTransactionRecord => ({
  ...row,
  amount: Number(row.amount),
  refunded_amount: Number(row.refunded_amount),
})

const isOver = ({ expires_at: end }: GatewayTransactionRecord, now: Date) => end !== null && end <= now

/** Whether a transaction forbids another one of its order. */
const isActive = (one: GatewayTransactionRecord, now: Date) =>
  one.state === "performed" || (one.state === "in_progress" && !isOver(one, now))

/** The connections of the module. */
export function knexOf({ manager }: Shared): Knex {
  if (!manager) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "No database connection in this context.")
  }
  return manager.getKnex()
}

/** One at a time is at an order's transactions, in all processes. */
async function withOrderLock<Result>(
  shared: Shared,
  orderId: string,
  act: (knex: Knex) => Promise<Result>,
): Promise<Result> {
  return knexOf(shared).transaction(async (transaction) => {
    await runPrepared(transaction, LOCK_ORDER, [`gateway.order.${orderId}`])
    return act(transaction)
  })
}

async function readMany(knex: Knex, statement: Prepared, values: unknown[]) {
  return (await runPrepared<Row>(knex, statement, values)).map(toRecord)
}

/** The transaction as a statement has left it; as it is when the statement did not want it. */
async function changed(knex: Knex, statement: Prepared, values: [id: string, ...unknown[]]) {
  const [after] = await readMany(knex, statement, values)
  const [found] = after ? [after] : await readMany(knex, BY_ID, [values[0]])
  if (!found) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no gateway transaction ${values[0]}.`)
  }
  return found
}

/** The gateways' transactions and the states they go through: in progress, performed, canceled. */
export class GatewayTransactions extends MedusaService({
  GatewayTransaction,
  GatewayCall,
  GatewayEvent,
  GatewayKey,
  GatewayResolution,
}) {
  /**
   * Notes that a gateway begins to move money for an order: one transaction at a time for each order. The same
   * transaction begun again is the one that is there.
   *
   * @param isDebited whether the gateway has the money already: then it is noted beside another one too
   */
  @InjectManager()
  async begin(
    input: NewTransaction,
    isDebited = false,
    @MedusaContext() shared: Shared = {},
  ): Promise<Begun> {
    const { provider_id: provider, external_id: external, order_id: orderId, began_at: now } = input
    return withOrderLock(shared, orderId, async (knex) => {
      const beside = await readMany(knex, BESIDE, [orderId, provider, external])
      const known = beside.find((one) => one.provider_id === provider && one.external_id === external)
      if (known) {
        return { transaction: known }
      }
      for (const over of beside.filter((one) => !isActive(one, now))) {
        await runPrepared(knex, END, [over.id, TIMED_OUT, now, ["in_progress"]])
      }
      const busy = beside.find((one) => isActive(one, now))
      if (busy && !isDebited) {
        return { busy }
      }
      const { reference, amount, currency_code: currency, payment_id: paymentId = null } = input
      const named = [generateEntityId("", "gwtr"), provider, external, paymentId, orderId, reference]
      const times = [input.gateway_time, now, input.expires_at]
      const [begun] = await readMany(knex, BEGIN, [...named, amount, currency, ...times])
      return { transaction: begun }
    })
  }

  /**
   * Notes that the gateway has the money. Only a transaction in progress becomes performed, and only once.
   *
   * @param evenGivenUp whether also one that was given up here meanwhile: the gateway has its money all the same
   * @returns the transaction as it is then
   */
  @InjectManager()
  async perform(
    { id, order_id: orderId }: Named,
    now: Date,
    evenGivenUp = false,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord> {
    return withOrderLock(shared, orderId, (knex) => changed(knex, PERFORM, [id, now, evenGivenUp]))
  }

  /**
   * Notes how much of the money the gateway has given back so far, when that is not all of it.
   *
   * @param refunded in minor units
   * @returns whether Medusa's payment is to follow
   */
  @InjectManager()
  async noteRefunded(
    { id, order_id: orderId }: Named,
    refunded: number,
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const noted = await withOrderLock(shared, orderId, (knex) =>
      runPrepared(knex, NOTE_REFUNDED, [id, refunded]),
    )
    return noted.length > 0
  }

  /**
   * Notes that the gateway has given the payment up, or has given the money back. What is canceled stays as it is.
   *
   * @param reason in the gateway's own numbers
   * @returns the transaction as it is then
   */
  @InjectManager()
  async cancel(
    { id, order_id: orderId }: Named,
    reason: number,
    now: Date,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord> {
    const from = ["in_progress", "performed"]
    return withOrderLock(shared, orderId, (knex) => changed(knex, END, [id, reason, now, from]))
  }

  /**
   * Gives a transaction up before its money moved. One that its duplicate has performed meanwhile stays performed.
   *
   * @param reason in the gateway's own numbers
   * @returns the transaction as it is then
   */
  @InjectManager()
  async giveUp(
    { id, order_id: orderId }: Named,
    reason: number,
    now: Date,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord> {
    return withOrderLock(shared, orderId, (knex) => changed(knex, END, [id, reason, now, ["in_progress"]]))
  }

  /** Gives up the transactions that their gateways have given up. @returns how many those were */
  async endOverdue(now: Date): Promise<number> {
    const over = await this.listGatewayTransactions(
      { state: "in_progress", expires_at: { $lte: now } },
      { take: 100 },
    )
    for (const { id, order_id } of over) {
      await this.giveUp({ id, order_id }, TIMED_OUT, now)
    }
    return over.length
  }

  /**
   * Shows a transaction to staff, unless it is shown already, or is in another state meanwhile.
   *
   * @returns whether it is shown now because of this call
   */
  @InjectManager()
  async flag(
    { id, order_id: orderId, state }: Pick<GatewayTransactionRecord, "id" | "order_id" | "state">,
    attention: Attention,
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const shown = await withOrderLock(shared, orderId, (knex) =>
      runPrepared(knex, FLAG, [id, state, attention]),
    )
    return shown.length > 0
  }

  /** Notes which of a transaction's states Medusa's payment follows now, and what staff are to look at. */
  async settle(
    id: string,
    changes: { settled_state?: "performed" | "canceled"; needs_attention?: Attention | null },
  ): Promise<void> {
    // What comes a second time is told a second time.
    const told = changes.needs_attention === null ? { notified_attention: null } : {}
    await this.updateGatewayTransactions({ id, ...changes, ...told })
  }

  /** The transaction that a gateway names, if it was ever begun here. */
  @InjectManager()
  async findTransaction(
    { provider_id: provider, external_id: external }: TransactionName,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord | undefined> {
    return (await readMany(knexOf(shared), BY_NAME, [provider, external])).at(0)
  }

  /** The transaction that is moving an order's money now, or has moved it. */
  @InjectManager()
  async activeTransaction(
    orderId: string,
    now: Date,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord | undefined> {
    return (await readMany(knexOf(shared), OF_ORDER, [orderId])).find((one) => isActive(one, now))
  }
}
