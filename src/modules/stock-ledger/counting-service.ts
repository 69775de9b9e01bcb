import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { execute, textArray, type Shared } from "../../lib/module-database"
import AssemblyLedger from "./assembly"
import {
  ADD_TO_ENTRY,
  BOOK,
  CANCEL_COUNT,
  CLOSE_COUNT,
  COUNTED_ITEMS,
  ENTRIES_OF_ITEM,
  FOLLOW_REQUEST,
  LOCK_COUNT_TO_END,
  LOCK_COUNT_TO_ENTER,
  LOCK_ITEM_OF_COUNT,
  NUMBERS_OF_COUNTED,
  REPLACE_ENTRY,
  VALID_ENTRIES,
  WAIT_WITH_COUNT,
} from "./count-statements"
import type {
  ApprovalLimits,
  ClosedCount,
  CountedItem,
  CountEntry,
  CountRefusal,
  NewCountEntry,
  RecordedDocument,
  StockActor,
  StockLine,
} from "./types"

/** A function of the database: see src/medusa-sql/stock-levels.ts. */
const LOCK_LEVEL = "select stock_level_lock(array[?]::text[], array[?]::text[])"

type Status = "open" | "waiting" | "closed" | "canceled"
type LockedCount = {
  id: string
  location_id: string
  status: Status
  refusals: number
  note: string | null
  request_id: string | null
  document_id: string | null
}
type EntryOfItem = Pick<CountEntry, "person" | "counted" | "adds"> & { number: string; key: string | null }

const refusalOf = (status: Status): CountRefusal => `count_${status === "open" ? "changed" : status}`

/** The stock ledger with its assemblies and the counts of its stock. */
class StockCountingService extends AssemblyLedger {
  /**
   * Saves what a person counted of an item, with the stock in the books at that moment: it is read under the lock of the item's
   * level. A repeated call with the key of the person's last entry changes nothing.
   *
   * @returns why nothing was saved, if so
   */
  @InjectTransactionManager()
  async enter(
    countId: string,
    entry: NewCountEntry,
    @MedusaContext() shared: Shared = {},
  ): Promise<{ refusal: CountRefusal } | undefined> {
    const { inventory_item_id: item, person, counted, adds, key, actor_type, actor_id, channel } = entry
    type Row = Pick<LockedCount, "location_id" | "status">
    const [count] = await execute<Row>(shared, LOCK_COUNT_TO_ENTER, [countId])
    if (count?.status !== "open") {
      return { refusal: count ? refusalOf(count.status) : "count_not_found" }
    }
    await execute(shared, LOCK_ITEM_OF_COUNT, [`count:${countId}:${item}`])
    await execute(shared, LOCK_LEVEL, [item, count.location_id])
    const entries = await execute<EntryOfItem>(shared, ENTRIES_OF_ITEM, [countId, item])
    const own = entries.find((one) => one.person === person)
    if (key && own?.key === key) {
      return undefined
    }
    const base = entries.findLast((one) => !one.adds)
    if (adds && base && own && Number(own.number) >= Number(base.number)) {
      await execute(shared, ADD_TO_ENTRY, [counted, key, countId, item, person])
      return undefined
    }
    const [found] = await execute<{ book: string }>(shared, BOOK, [item, count.location_id])
    const isPart = adds && base !== undefined
    const values = [countId, item, person, counted, found?.book ?? "0", isPart, key]
    await execute(shared, REPLACE_ENTRY, [...values, actor_type, actor_id, channel])
    return undefined
  }

  /** What is counted of each item, and its difference to the books of that moment. */
  @InjectManager()
  async listCounted(countId: string, @MedusaContext() shared: Shared = {}): Promise<CountedItem[]> {
    return execute<CountedItem>(shared, COUNTED_ITEMS, [countId, countId])
  }

  /** The entries of a count that are not superseded. */
  @InjectManager()
  async listEntries(countId: string, @MedusaContext() shared: Shared = {}): Promise<CountEntry[]> {
    return execute<CountEntry>(shared, VALID_ENTRIES, [countId, countId])
  }

  /** How many items are counted, by the id of the count. */
  @InjectManager()
  async numbersOfCounted(
    countIds: string[],
    @MedusaContext() shared: Shared = {},
  ): Promise<Map<string, number>> {
    const rows = await execute<{ id: string; counted: number }>(shared, NUMBERS_OF_COUNTED, [
      textArray(countIds),
    ])
    return new Map(rows.map(({ id, counted }) => [id, counted]))
  }

  /** The differences of a count, as the lines of its correction. */
  @InjectManager()
  async linesOfCount(
    { id, location_id }: { id: string; location_id: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<StockLine[]> {
    const items = await this.listCounted(id, shared)
    return items
      .map(({ inventory_item_id, difference }) => ({
        ...{ inventory_item_id, location_id, quantity: Number(difference) },
      }))
      .filter(({ quantity }) => quantity !== 0)
  }

  /**
   * Closes a count: its differences become one correction, or a request for one that waits for a second person. As a whole or not
   * at all. A count that is closed already, or waits, is not closed again.
   *
   * @param input.lines the differences as the caller has locked their items
   * @returns `count_changed` when the differences are others meanwhile
   * @throws the database's error `stock_below_zero`
   */
  @InjectTransactionManager()
  async close(
    countId: string,
    input: StockActor & { member_id: string | null; lines: StockLine[]; limits: ApprovalLimits },
    @MedusaContext() shared: Shared = {},
  ): Promise<ClosedCount | { refusal: CountRefusal }> {
    const { member_id, lines, limits, ...actor } = input
    const [count] = await execute<LockedCount>(shared, LOCK_COUNT_TO_END, [countId])
    if (!count || count.status === "canceled") {
      return { refusal: count ? "count_canceled" : "count_not_found" }
    }
    if (count.status !== "open") {
      return {
        request_id: count.status === "waiting" ? count.request_id : null,
        document_id: count.document_id,
      }
    }
    const now = await this.linesOfCount(count, shared)
    if (JSON.stringify(now) !== JSON.stringify(lines)) {
      return { refusal: "count_changed" }
    }
    const key = ["count", countId, ...(count.refusals ? [count.refusals] : [])].join(":")
    const correction = { ...actor, kind: "correction", key, reason: "count", note: count.note } as const
    if (lines.length && (await this.exceeds(lines, limits, shared))) {
      const { id: request_id } = await this.ask({ ...correction, member_id, lines }, shared)
      await execute(shared, WAIT_WITH_COUNT, [request_id, countId])
      return { request_id, document_id: null }
    }
    const document = lines.length ? await this.record(correction, lines, shared) : undefined
    await execute(shared, CLOSE_COUNT, [document?.id ?? null, countId])
    return { request_id: null, document_id: document?.id ?? null, document }
  }

  /** Ends a count without a correction. @returns why not, if so; a canceled count can be canceled again */
  @InjectTransactionManager()
  async cancel(
    countId: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<{ refusal: CountRefusal } | undefined> {
    const [count] = await execute<LockedCount>(shared, LOCK_COUNT_TO_END, [countId])
    if (!count || count.status === "closed" || count.status === "waiting") {
      return { refusal: count ? refusalOf(count.status) : "count_not_found" }
    }
    if (count.status === "open") {
      await execute(shared, CANCEL_COUNT, [countId])
    }
    return undefined
  }

  /** Decides a request, and closes the count whose correction it is, or opens it again. */
  @InjectTransactionManager()
  override async decide(
    id: string,
    decision: { status: "approved" | "refused"; by: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<{ document?: RecordedDocument } | undefined> {
    const decided = await super.decide(id, decision, shared)
    if (decided) {
      await execute(shared, FOLLOW_REQUEST, [decided.document?.id ?? null, id])
    }
    return decided
  }

  /** Whether lines are so many pieces, or worth so much, that a second person must approve them. */
  @InjectManager()
  async exceeds(
    lines: StockLine[],
    limits: ApprovalLimits,
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const { pieces, value } = limits
    const sum = lines.reduce((total, { quantity }) => total + Math.abs(quantity), 0)
    return (pieces > 0 && sum > pieces) || (value > 0 && (await this.worthOf(lines, shared)) > value)
  }
}

export default StockCountingService
