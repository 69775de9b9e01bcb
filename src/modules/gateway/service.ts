import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
} from "@medusajs/framework/utils"
import type { Context } from "@medusajs/framework/types"
import { deleteInBatches, execute, knexOf, textArray, type Shared } from "../../lib/module-database"
import { runPrepared, type Prepared } from "../../lib/prepared"
import { MOST_COUNTED } from "../../lib/shop"
import { NAMED, PERFORMED, type Place, type ReportedTransaction } from "./report-statements"
import { IS_UNSETTLED } from "./transaction-statements"
import { GatewayTransactions } from "./transactions"
import type { GatewayTransactionRecord, NewCall } from "./types"

/** $1 provider, $2 hash of the configured key */
const CHANGED_KEY: Prepared = {
  name: "gateway-changed-key",
  text: `select key_hash from gateway_key where provider_id = $1 and configured_hash = $2 and deleted_at is null`,
}

/** Parameters in the order of the columns. */
const NEW_CALL: Prepared = {
  name: "gateway-new-call",
  text: `insert into gateway_call (
      id, provider_id, method, external_id, reference, request, answer, outcome, took_ms
    ) values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9)`,
}

/** Filters of a list. */
type CountedFilters = {
  provider_id?: string
  order_id?: string
  reference?: string
  state?: string[]
  attention?: string[] | "any"
  /** Beginning of the transaction: the first instant, and the end of the period. */
  from?: Date
  until?: Date
}

/** Transactions per query of a report. */
const BATCH = 1000

/** Stores gateway transactions, changed keys, calls and webhook events. */
class GatewayModuleService extends GatewayTransactions {
  /** Returns the hash of the valid key: the configured key, unless the gateway has replaced it. */
  @InjectManager()
  async keyHash(
    providerId: string,
    configured: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<string> {
    const changed = await runPrepared<{ key_hash: string }>(knexOf(shared), CHANGED_KEY, [
      providerId,
      configured,
    ])
    return changed.at(0)?.key_hash ?? configured
  }

  /** Replaces the gateway's key. All arguments are hashes. */
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

  /** Inserts one call into the history. */
  @InjectManager()
  async recordCall(call: NewCall, @MedusaContext() shared: Shared = {}): Promise<void> {
    await runPrepared(knexOf(shared), NEW_CALL, [
      generateEntityId("", "gwcall"),
      call.provider_id,
      call.method,
      call.external_id,
      call.reference,
      JSON.stringify(call.request),
      JSON.stringify(call.answer),
      call.outcome,
      call.took_ms,
    ])
  }

  /** Deletes calls and processed events that are older than the given number of days, in batches. */
  @InjectManager()
  async forgetCalls(days: number, @MedusaContext() shared: Shared = {}): Promise<void> {
    for (const [table, age] of [
      ["gateway_call", "created_at"],
      ["gateway_event", "followed_at"],
    ]) {
      await deleteInBatches(shared, { table, condition: `${age} < now() - make_interval(days => ?)`, age }, [
        days,
      ])
    }
  }

  /** Lists a gateway's transactions by the gateway's clock, both ends inclusive, oldest first. */
  async statement(providerId: string, from: Date, to: Date): Promise<GatewayTransactionRecord[]> {
    return this.listGatewayTransactions(
      { provider_id: providerId, gateway_time: { $gte: from, $lte: to } },
      { order: { gateway_time: "ASC", began_at: "ASC" }, take: null },
    )
  }

  /** The number of transactions, at most {@link MOST_COUNTED}. An absent filter is not applied. */
  @InjectManager()
  async countUpToMost(filters: CountedFilters, @MedusaContext() shared: Shared = {}): Promise<number> {
    const { provider_id, order_id, reference, state, attention, from, until } = filters
    const conditions: [condition: string, value: unknown][] = [
      ["provider_id = ?", provider_id],
      ["order_id = ?", order_id],
      ["reference = ?", reference],
      ["state = any(?::text[])", state && textArray(state)],
      ["needs_attention = any(?::text[])", Array.isArray(attention) ? textArray(attention) : undefined],
      ["began_at >= ?", from],
      ["began_at < ?", until],
    ]
    const given = conditions.filter(([, value]) => value !== undefined)
    const [{ count }] = await execute<{ count: number }>(
      shared,
      `select count(*)::int as count from (
         select from gateway_transaction where deleted_at is null
           ${attention === "any" ? "and needs_attention is not null" : ""}
           ${given.map(([condition]) => `and ${condition}`).join(" ")} limit ${MOST_COUNTED}
       ) as counted`,
      given.map(([, value]) => value),
    )
    return count
  }

  /** Reads the transactions of a gateway that have one of these ids, or pay one of these orders. */
  @InjectManager()
  async named(
    providerId: string,
    { ids, references }: { ids: string[]; references: string[] },
    @MedusaContext() shared: Shared = {},
  ): Promise<ReportedTransaction[]> {
    return runPrepared<ReportedTransaction>(knexOf(shared), NAMED, [providerId, ids, references])
  }

  /**
   * Reads the transactions that were performed in a period without its end, oldest first, in batches.
   *
   * @param providerId only those of this gateway
   */
  async *performedIn(
    { from, until }: { from: Date; until: Date },
    providerId: string | null = null,
  ): AsyncGenerator<ReportedTransaction[]> {
    for (let last: Place = { place: "-infinity", id: "" }; ;) {
      const rows = await this.performedAfter([from, until, providerId, last.place, last.id, BATCH])
      yield rows
      if (rows.length < BATCH) {
        return
      }
      last = rows[rows.length - 1]
    }
  }

  /** @param values the parameters of {@link PERFORMED} */
  @InjectManager()
  private async performedAfter(
    values: unknown[],
    @MedusaContext() shared: Shared = {},
  ): Promise<(ReportedTransaction & Place)[]> {
    return runPrepared<ReportedTransaction & Place>(knexOf(shared), PERFORMED, values)
  }

  /** Lists the transactions that are {@link IS_UNSETTLED}, oldest first. */
  @InjectManager()
  async unsettled(
    take: number,
    @MedusaContext() shared: Shared = {},
  ): Promise<Pick<GatewayTransactionRecord, "id" | "reference" | "performed_at">[]> {
    const rows = await execute<{ id: string; reference: string; performed_at: string | Date }>(
      shared,
      `select id, reference, performed_at from gateway_transaction where ${IS_UNSETTLED}
       order by performed_at limit ?`,
      [take],
    )
    return rows.map((row) => ({ ...row, performed_at: new Date(row.performed_at) }))
  }

  /**
   * Returns when the last transaction in progress of an order ends.
   *
   * @param now transactions that expired before it are ignored
   * @returns undefined if no transaction is in progress; "open" if one has no expiry time
   */
  async inProgressUntil(orderId: string, now: Date): Promise<Date | "open" | undefined> {
    const running = await this.listGatewayTransactions({ order_id: orderId, state: "in_progress" })
    if (running.some(({ expires_at }) => expires_at === null)) {
      return "open"
    }
    const ends = running.flatMap(({ expires_at }) => (expires_at && expires_at > now ? [expires_at] : []))
    return ends.sort((a, b) => b.getTime() - a.getTime()).at(0)
  }
}

export default GatewayModuleService
