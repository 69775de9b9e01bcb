import type { Context } from "@medusajs/framework/types"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql"
import {
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"
import { GatewayCall } from "./models/gateway-call"
import { GatewayEvent } from "./models/gateway-event"
import { GatewayKey } from "./models/gateway-key"
import { GatewayMending } from "./models/gateway-mending"
import { type Attention, GatewayTransaction } from "./models/gateway-transaction"
import type { Begun, GatewayTransactionRecord, NewTransaction, TransactionName } from "./types"

/** Why a transaction was canceled that its gateway has given up: "timeout", in Payme's numbers. */
export const TIMED_OUT = 4

/** How every transaction begins. */
const BEGUN = {
  refunded_amount: 0,
  state: "in_progress",
  reason: null,
  performed_at: null,
  canceled_at: null,
  settled_state: null,
  payment_id: null,
  asked_at: null,
  fiscal_due_at: null,
  needs_attention: null,
  told_attention: null,
  mended_at: null,
} as const

/** What was wrong before the money moved is so no more. */
const UNTROUBLED = { needs_attention: null, told_attention: null, mended_at: null } as const

/** One change of an order's transactions at a time, in all processes. */
async function lockOrder(context: Context, orderId: string): Promise<void> {
  if (!context.transactionManager) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "This method needs a transaction")
  }
  const manager = context.transactionManager as SqlEntityManager
  await manager.execute("select pg_advisory_xact_lock(hashtext(?))", [`gateway.order.${orderId}`])
}

const isOver = ({ expires_at: end }: GatewayTransactionRecord, now: Date) => end !== null && end <= now

/** What the payment gateways tell of the money. */
class GatewayModuleService extends MedusaService({
  GatewayTransaction,
  GatewayCall,
  GatewayEvent,
  GatewayKey,
  GatewayMending,
}) {
  /**
   * Notes that a gateway begins to move money for an order: one transaction at a time for each order. The same
   * transaction begun again is the one that is there.
   *
   * @param isDebited whether the gateway has the money already: then it is noted beside another one too
   */
  @InjectTransactionManager()
  async begin(
    input: NewTransaction,
    isDebited = false,
    @MedusaContext() context: Context = {},
  ): Promise<Begun> {
    await lockOrder(context, input.order_id)
    const { provider_id, external_id } = input
    const [known] = await this.listGatewayTransactions({ provider_id, external_id }, { take: 1 }, context)
    if (known) {
      return { transaction: known }
    }
    const active = await this.listGatewayTransactions(
      { order_id: input.order_id, state: ["in_progress", "performed"] },
      {},
      context,
    )
    for (const over of active.filter((one) => one.state === "in_progress" && isOver(one, input.began_at))) {
      await this.end(over, TIMED_OUT, input.began_at, context)
    }
    const busy = active.find((one) => one.state === "performed" || !isOver(one, input.began_at))
    // Told in full: what the database would fill in is not in the answer yet while its transaction is open.
    return busy && !isDebited
      ? { busy }
      : { transaction: await this.createGatewayTransactions({ ...BEGUN, ...input }, context) }
  }

  /**
   * Notes that the gateway has the money. Only a transaction in progress becomes performed, and only once.
   *
   * @param evenGivenUp whether also one that was given up here meanwhile: the gateway has its money all the same
   * @returns the transaction as it is then
   */
  @InjectTransactionManager()
  async perform(
    { id, order_id: orderId }: { id: string; order_id: string },
    now: Date,
    evenGivenUp = false,
    @MedusaContext() context: Context = {},
  ): Promise<GatewayTransactionRecord> {
    const transaction = await this.lockTransaction(id, orderId, context)
    const { state, performed_at: performedAt } = transaction
    const isGivenUp = state === "canceled" && performedAt === null
    if (state !== "in_progress" && !(evenGivenUp && isGivenUp)) {
      return transaction
    }
    return this.updateGatewayTransactions(
      { id, state: "performed", performed_at: now, canceled_at: null, reason: null, ...UNTROUBLED },
      context,
    )
  }

  /**
   * Notes how much of the money the gateway has given back so far, when that is not all of it.
   *
   * @param refunded in hundredths
   * @returns whether Medusa's payment is to follow
   */
  @InjectTransactionManager()
  async noteRefunded(
    { id, order_id: orderId }: { id: string; order_id: string },
    refunded: number,
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    const { state, refunded_amount: known } = await this.lockTransaction(id, orderId, context)
    if (state !== "performed" || known === refunded) {
      return false
    }
    await this.updateGatewayTransactions({ id, refunded_amount: refunded, settled_state: null }, context)
    return true
  }

  /**
   * Notes that the gateway has given the payment up, or has given the money back. What is canceled stays as it is.
   *
   * @param reason in the gateway's own numbers
   * @returns the transaction as it is then
   */
  @InjectTransactionManager()
  async cancel(
    { id, order_id: orderId }: { id: string; order_id: string },
    reason: number,
    now: Date,
    @MedusaContext() context: Context = {},
  ): Promise<GatewayTransactionRecord> {
    const transaction = await this.lockTransaction(id, orderId, context)
    return transaction.state === "canceled" ? transaction : this.end(transaction, reason, now, context)
  }

  /**
   * Gives a transaction up before its money moved. One that its twin has performed meanwhile stays performed.
   *
   * @param reason in the gateway's own numbers
   * @returns the transaction as it is then
   */
  @InjectTransactionManager()
  async giveUp(
    { id, order_id: orderId }: { id: string; order_id: string },
    reason: number,
    now: Date,
    @MedusaContext() context: Context = {},
  ): Promise<GatewayTransactionRecord> {
    const transaction = await this.lockTransaction(id, orderId, context)
    return transaction.state === "in_progress" ? this.end(transaction, reason, now, context) : transaction
  }

  /** A transaction as it is once nobody else is at its order's transactions. */
  private async lockTransaction(
    id: string,
    orderId: string,
    @MedusaContext() context: Context = {},
  ): Promise<GatewayTransactionRecord> {
    await lockOrder(context, orderId)
    return this.retrieveGatewayTransaction(id, {}, context)
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

  /** The transaction that a gateway names, if it was ever begun here. */
  async findTransaction({
    provider_id,
    external_id,
  }: TransactionName): Promise<GatewayTransactionRecord | undefined> {
    const [found] = await this.listGatewayTransactions({ provider_id, external_id }, { take: 1 })
    return found
  }

  /** The transactions of a gateway that began in a time by its own clock, both ends included, the oldest first. */
  async statement(providerId: string, from: Date, to: Date): Promise<GatewayTransactionRecord[]> {
    return this.listGatewayTransactions(
      { provider_id: providerId, gateway_time: { $gte: from, $lte: to } },
      { order: { gateway_time: "ASC", began_at: "ASC" }, take: null },
    )
  }

  /** The transaction that is moving an order's money now, or has moved it. */
  async activeTransaction(orderId: string, now: Date): Promise<GatewayTransactionRecord | undefined> {
    const active = await this.listGatewayTransactions({
      order_id: orderId,
      state: ["in_progress", "performed"],
    })
    return active.find((one) => one.state === "performed" || !isOver(one, now))
  }

  /** The transactions whose money Medusa does not know of yet, or not of its return, the oldest first. */
  async unsettled(take: number): Promise<GatewayTransactionRecord[]> {
    return this.listGatewayTransactions(
      {
        performed_at: { $ne: null },
        $and: [
          // What staff are to mend by hand is left to them, until the money goes back.
          {
            $or: [
              { needs_attention: null },
              { needs_attention: ["unsettled", "disputed"] },
              { state: "canceled" },
            ],
          },
          { $or: [{ mended_at: null }, { state: "canceled" }] },
          { $or: [{ settled_state: null }, { state: "canceled", settled_state: "performed" }] },
        ],
      },
      { order: { performed_at: "ASC" }, take },
    )
  }

  /**
   * Shows a transaction to staff, unless it is shown already, or is in another state meanwhile.
   *
   * @returns whether it is shown now because of this call
   */
  @InjectTransactionManager()
  async flag(
    { id, order_id: orderId, state }: Pick<GatewayTransactionRecord, "id" | "order_id" | "state">,
    attention: Attention,
    @MedusaContext() context: Context = {},
  ): Promise<boolean> {
    const now = await this.lockTransaction(id, orderId, context)
    if (now.state !== state || now.needs_attention !== null) {
      return false
    }
    await this.updateGatewayTransactions({ id, needs_attention: attention }, context)
    return true
  }

  /** Notes which of a transaction's states Medusa's payment follows now, and what staff are to look at. */
  async settle(
    id: string,
    changes: { settled_state?: "performed" | "canceled"; needs_attention?: Attention | null },
  ): Promise<void> {
    // What comes a second time is told a second time.
    const told = changes.needs_attention === null ? { told_attention: null } : {}
    await this.updateGatewayTransactions({ id, ...changes, ...told })
  }

  /** The hash of the key that a gateway shows: the configured one, unless the gateway itself has changed it. */
  async keyHash(providerId: string, configured: string): Promise<string> {
    const [changed] = await this.listGatewayKeys(
      { provider_id: providerId, configured_hash: configured },
      { take: 1 },
    )
    return changed?.key_hash ?? configured
  }

  /** The gateway shows another key from now on; both are known by their hashes. */
  @InjectTransactionManager()
  async changeKey(
    providerId: string,
    configured: string,
    next: string,
    @MedusaContext() context: Context = {},
  ): Promise<void> {
    await this.deleteGatewayKeys({ provider_id: providerId }, context)
    await this.createGatewayKeys(
      { provider_id: providerId, configured_hash: configured, key_hash: next },
      context,
    )
  }

  /**
   * Until when a gateway is at work for an order: the latest end of its transactions in progress.
   *
   * @param now what counts as the present: a transaction that the gateway has given up by then counts no more
   * @returns undefined when no transaction is in progress; "open" when one has no end of its own
   */
  async inProgressUntil(orderId: string, now: Date): Promise<Date | "open" | undefined> {
    const running = await this.listGatewayTransactions({ order_id: orderId, state: "in_progress" })
    if (running.some(({ expires_at }) => expires_at === null)) {
      return "open"
    }
    const ends = running.flatMap(({ expires_at }) => (expires_at && expires_at > now ? [expires_at] : []))
    return ends.sort((a, b) => b.getTime() - a.getTime()).at(0)
  }

  @InjectTransactionManager()
  private async end(
    { id, amount, performed_at: performedAt }: GatewayTransactionRecord,
    reason: number,
    now: Date,
    @MedusaContext() context: Context = {},
  ): Promise<GatewayTransactionRecord> {
    const returned = performedAt === null ? {} : { refunded_amount: amount }
    // Whatever was wrong with the money, the gateway has it no more.
    return this.updateGatewayTransactions(
      { id, state: "canceled", reason, canceled_at: now, ...returned, ...UNTROUBLED },
      context,
    )
  }
}

export default GatewayModuleService
