import type { Knex } from "@medusajs/framework/mikro-orm/knex"
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
import { knexOf, type Shared } from "../../lib/module-database"
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
import type { Begun, Cancellation, GatewayTransactionRecord, NewTransaction, TransactionName } from "./types"

/** A row as the driver returns it: numeric columns are strings. */
export type TransactionRow = Omit<GatewayTransactionRecord, "amount" | "refunded_amount"> & {
  amount: string
  refunded_amount: string
}

type Named = { id: string; order_id: string }

export const toRecord = <Row extends TransactionRow>(row: Row) => ({
  ...row,
  amount: Number(row.amount),
  refunded_amount: Number(row.refunded_amount),
})

const isOver = ({ expires_at: end }: GatewayTransactionRecord, now: Date) => end !== null && end <= now

/**
 * Whether a transaction blocks another one of its order. Money that Medusa did not capture blocks until it is refunded, or
 * until staff resolve it outside the shop.
 *
 * @param isDifference whether the other one pays the difference of a paid order: the amount due already counts what
 *   Medusa has captured
 */
function isActive(one: GatewayTransactionRecord, now: Date, isDifference: boolean): boolean {
  if (one.state !== "performed") {
    return one.state === "in_progress" && !isOver(one, now)
  }
  return one.settled_state === "performed" ? !isDifference : one.resolved_at === null
}

/** Runs an action under the advisory lock of an order, which holds across processes. */
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
  return (await runPrepared<TransactionRow>(knex, statement, values)).map(toRecord)
}

/**
 * Runs a statement and returns the transaction, even if the statement changed nothing.
 *
 * @throws not_found
 */
async function changed(knex: Knex, statement: Prepared, values: [id: string, ...unknown[]]) {
  const [after] = await readMany(knex, statement, values)
  const [found] = after ? [after] : await readMany(knex, BY_ID, [values[0]])
  if (!found) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Gateway transaction ${values[0]} does not exist.`)
  }
  return found
}

/** Stores gateway transactions and their state machine: in progress, performed, canceled. */
export class GatewayTransactions extends MedusaService({
  GatewayTransaction,
  GatewayCall,
  GatewayEvent,
  GatewayKey,
  GatewayResolution,
}) {
  /**
   * Begins a transaction. Only one transaction of an order can be active. A repeated call returns the known
   * transaction.
   *
   * @param isDebited whether the gateway already has the money: then it is recorded beside an active
   *   transaction
   */
  @InjectManager()
  async begin(
    input: NewTransaction,
    isDebited = false,
    @MedusaContext() shared: Shared = {},
  ): Promise<Begun> {
    const { provider_id: provider, external_id: external, order_id: orderId, began_at: now } = input
    const isDifference = input.is_difference ?? false
    return withOrderLock(shared, orderId, async (knex) => {
      const beside = await readMany(knex, BESIDE, [orderId, provider, external])
      const known = beside.find((one) => one.provider_id === provider && one.external_id === external)
      if (known) {
        return { transaction: known }
      }
      for (const over of beside.filter((one) => one.state === "in_progress" && isOver(one, now))) {
        await runPrepared(knex, END, [over.id, "timed_out", null, now, ["in_progress"]])
      }
      const busy = beside.find((one) => isActive(one, now, isDifference))
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
   * Marks a transaction in progress as performed. Idempotent.
   *
   * @param evenGivenUp whether to perform a transaction that was canceled before its money moved
   * @returns the current transaction, and whether this call performed it
   */
  @InjectManager()
  async perform(
    { id, order_id: orderId }: Named,
    now: Date,
    evenGivenUp = false,
    @MedusaContext() shared: Shared = {},
  ): Promise<{ transaction: GatewayTransactionRecord; moved: boolean }> {
    return withOrderLock(shared, orderId, async (knex) => {
      const [performed] = await readMany(knex, PERFORM, [id, now, evenGivenUp])
      return { transaction: performed ?? (await changed(knex, BY_ID, [id])), moved: performed !== undefined }
    })
  }

  /**
   * Records the total of partial refunds.
   *
   * @param refunded in minor units
   * @returns whether the amount changed, so that Medusa's payment must be updated
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
   * Cancels a transaction that failed or was refunded at the gateway. A canceled transaction stays unchanged.
   *
   * @returns the current transaction
   */
  @InjectManager()
  async cancel(
    { id, order_id: orderId }: Named,
    { cause, reason = null }: Cancellation,
    now: Date,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord> {
    const from = ["in_progress", "performed"]
    return withOrderLock(shared, orderId, (knex) => changed(knex, END, [id, cause, reason, now, from]))
  }

  /**
   * Cancels a transaction in progress. One that a concurrent call has performed stays performed.
   *
   * @returns the current transaction
   */
  @InjectManager()
  async giveUp(
    { id, order_id: orderId }: Named,
    { cause, reason = null }: Cancellation,
    now: Date,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord> {
    return withOrderLock(shared, orderId, (knex) =>
      changed(knex, END, [id, cause, reason, now, ["in_progress"]]),
    )
  }

  /**
   * Cancels expired transactions in progress.
   *
   * @returns their number
   */
  async endOverdue(now: Date): Promise<number> {
    const over = await this.listGatewayTransactions(
      { state: "in_progress", expires_at: { $lte: now } },
      { take: 100 },
    )
    for (const { id, order_id } of over) {
      await this.giveUp({ id, order_id }, { cause: "timed_out" }, now)
    }
    return over.length
  }

  /**
   * Flags a transaction for staff, unless it is already flagged or its state has changed.
   *
   * @returns whether this call flagged it
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

  /** Stores the state that Medusa's payment reflects, and the attention reason. */
  async settle(
    id: string,
    changes: { settled_state?: "performed" | "canceled"; needs_attention?: Attention | null },
  ): Promise<void> {
    // Clears the notified reason, so that a recurrence notifies staff again.
    const cleared = changes.needs_attention === null ? { notified_attention: null } : {}
    await this.updateGatewayTransactions({ id, ...changes, ...cleared })
  }

  /** Finds a transaction by the provider and the gateway's transaction id. */
  @InjectManager()
  async findTransaction(
    { provider_id: provider, external_id: external }: TransactionName,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord | undefined> {
    return (await readMany(knexOf(shared), BY_NAME, [provider, external])).at(0)
  }

  /**
   * Finds the transaction of an order that is in progress or performed.
   *
   * @param isDifference whether to ignore the transactions that Medusa has captured: see {@link NewTransaction}
   */
  @InjectManager()
  async activeTransaction(
    orderId: string,
    now: Date,
    isDifference = false,
    @MedusaContext() shared: Shared = {},
  ): Promise<GatewayTransactionRecord | undefined> {
    const found = await readMany(knexOf(shared), OF_ORDER, [orderId])
    return found.find((one) => isActive(one, now, isDifference))
  }
}
