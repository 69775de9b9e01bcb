import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
} from "@medusajs/framework/utils"
import { execute, textArray, type Shared } from "../../lib/module-database"
import { MOST_COUNTED } from "../../lib/shop"
import { CAUSE_SETTING } from "./ledger-sql"
import { ReorderService } from "./reorder-service"
import {
  COST_OF_ITEMS,
  COST_OF_ORDER,
  COUNT_UNEXPLAINED,
  DAYS_OF_ITEM,
  DECIDE,
  EXPLAIN,
  listOf,
  LOT_LEFT,
  LOTS_TO_TAKE,
  lotsOf,
  OF_DOCUMENT,
  OPEN_OFFERS,
  ONE,
  SUMMARIES,
  TAKE_UNEXPLAINED,
  TO_COUNTER,
  unexplained,
  VALUE_OF_CHANGE,
  WILTING,
  type MovementFilters,
} from "./statements"
import type {
  DayOfItem,
  DocumentSummary,
  ExplainedKind,
  LotRecord,
  MovementKind,
  MovementRecord,
  NewDocument,
  NewOffer,
  NewRequest,
  RecordedDocument,
  ShortLevel,
  StockActor,
  StockCause,
  StockLine,
  WiltingLot,
} from "./types"

/** Functions of the database: see src/medusa-sql/stock-levels.ts. */
export const LOCK = "select stock_level_lock(?::text[], ?::text[])"
const CHANGE = "select stock_level_change(?, ?, ?::numeric, ?)"
const SHORT = "select * from stock_level_short(?::text[], ?::text[])"

export type Place = Pick<StockLine, "inventory_item_id" | "location_id">
type Page = { before?: string; take: number }

/** Documents that are taken back in another way than by {@link StockLedgerModuleService.counter}. */
const NOT_COUNTERABLE: string[] = ["regrading", "countermovement", "assembly", "disassembly"]

export const placesOf = (lines: Place[]) => [
  textArray(lines.map((line) => line.inventory_item_id)),
  textArray(lines.map((line) => line.location_id)),
]

/**
 * The ledger of the shop's stock. A trigger of the database writes a movement for each change of Medusa's stock levels in the
 * transaction of the change, whoever makes it; see ledger-sql.ts. The methods that change the stock change Medusa's levels, and
 * tell the trigger why.
 */
class StockLedgerModuleService extends ReorderService {
  /**
   * Records a document with its lines, as a whole or not at all. A document with a known key is not recorded again.
   *
   * @throws the database's error `stock_below_zero` when a line takes more than there is
   */
  @InjectTransactionManager()
  async record(
    document: NewDocument,
    lines: StockLine[],
    @MedusaContext() shared: Shared = {},
  ): Promise<RecordedDocument> {
    const known = await this.ofKey(document.key, shared)
    if (known) {
      return this.recorded(known, lines, shared)
    }
    const { id } = await this.createStockDocuments(document, shared)
    await execute(shared, LOCK, placesOf(lines))
    for (const { lot, lot_id, ...line } of lines) {
      const { kind, reason, note } = document
      const received =
        line.quantity > 0 ? { lot: { supplier_id: document.supplier_id ?? undefined, ...lot } } : {}
      await this.change(
        line,
        { ...signatureOf(document), kind, reason, note, document_id: id, lot_id, ...received },
        shared,
      )
    }
    return this.recorded(id, lines, shared)
  }

  /**
   * Moves pieces from one item to another, with their value: what came as 60 cm and is 50 cm. One document, as a whole or not at
   * all.
   */
  @InjectTransactionManager()
  async regrade(
    document: Omit<NewDocument, "kind" | "supplier_id">,
    { from, to, location_id, quantity }: { from: string; to: string; location_id: string; quantity: number },
    @MedusaContext() shared: Shared = {},
  ): Promise<RecordedDocument> {
    const places = [from, to].map((inventory_item_id) => ({ inventory_item_id, location_id }))
    const known = await this.ofKey(document.key, shared)
    if (known) {
      return this.recorded(known, places, shared)
    }
    const kind = "regrading"
    const { id } = await this.createStockDocuments({ ...document, kind }, shared)
    const { reason, note } = document
    const cause = { ...signatureOf(document), kind, reason, note, document_id: id } as const
    await execute(shared, LOCK, placesOf(places))
    await this.change({ inventory_item_id: from, location_id, quantity: -quantity }, cause, shared)
    const [{ value }] = await execute<{ value: string }>(shared, VALUE_OF_CHANGE, [id, from, location_id])
    const lot = { value: Number(value) }
    await this.change({ inventory_item_id: to, location_id, quantity }, { ...cause, lot }, shared)
    return this.recorded(id, places, shared)
  }

  /**
   * Takes back what of a document is not taken back yet, by countermovements in a document of its own.
   *
   * @returns `not_found`, `not_counterable` for a regrading or a bouquet, `already_countered`
   * @throws the database's error `stock_below_zero` when flowers of the document are used
   */
  @InjectTransactionManager()
  async counter(
    documentId: string,
    document: Omit<NewDocument, "kind" | "supplier_id">,
    @MedusaContext() shared: Shared = {},
  ): Promise<RecordedDocument | { refusal: "not_found" | "not_counterable" | "already_countered" }> {
    const [found] = await this.listStockDocuments({ id: documentId }, { take: 1 }, shared)
    if (!found) {
      return { refusal: "not_found" }
    }
    if (NOT_COUNTERABLE.includes(found.kind)) {
      return { refusal: "not_counterable" }
    }
    const own = await this.placesOf(documentId, shared)
    await execute(shared, LOCK, placesOf(own))
    const rows = await execute<ToCounter>(shared, TO_COUNTER, [documentId])
    const open = rows.filter(({ quantity }) => Number(quantity) !== 0)
    if (!open.length) {
      return { refusal: "already_countered" }
    }
    const { id } = await this.createStockDocuments({ ...document, kind: "countermovement" }, shared)
    for (const { id: counters, kind, reason, quantity, ...place } of open) {
      const cause = { ...signatureOf(document), kind, reason, note: document.note, document_id: id, counters }
      await this.change({ ...place, quantity: Number(quantity) }, cause, shared)
    }
    return this.recorded(id, own, shared)
  }

  /**
   * Explains a movement whose reason is not known. The movement itself stays as it is.
   *
   * @returns undefined when the movement needs no explanation
   */
  @InjectTransactionManager()
  async explain(
    input: StockActor & {
      movement_id: string
      kind: ExplainedKind
      reason?: string | null
      note?: string | null
    },
    @MedusaContext() shared: Shared = {},
  ): Promise<MovementRecord | undefined> {
    const { movement_id: id, kind, reason = null, note = null, actor_type, actor_id, channel } = input
    const taken = await execute(shared, TAKE_UNEXPLAINED, [id])
    if (!taken.length) {
      return undefined
    }
    await execute(shared, EXPLAIN, [id, kind, reason, note, actor_type, actor_id, channel])
    return (await execute<MovementRecord>(shared, ONE, [id])).at(0)
  }

  /** Lists movements, newest first. @param before the last id of the page before */
  @InjectManager()
  async listMovements(
    filters: MovementFilters,
    page: Page,
    @MedusaContext() shared: Shared = {},
  ): Promise<MovementRecord[]> {
    const { sql, values } = listOf(filters, page)
    return execute<MovementRecord>(shared, sql, values)
  }

  /** One movement; undefined if there is none. */
  @InjectManager()
  async findMovement(id: string, @MedusaContext() shared: Shared = {}): Promise<MovementRecord | undefined> {
    return (await execute<MovementRecord>(shared, ONE, [id])).at(0)
  }

  /** What changed the stock of an item at all locations, by days of a time zone. Days without a movement are left out. */
  @InjectManager()
  async daysOf(
    itemId: string,
    { since, timeZone }: { since: Date; timeZone: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<DayOfItem[]> {
    return execute<DayOfItem>(shared, DAYS_OF_ITEM, [timeZone, itemId, since])
  }

  /** Sums up documents: their lines, their first items, and whether they are taken back. */
  @InjectManager()
  async summarize(documentIds: string[], @MedusaContext() shared: Shared = {}): Promise<DocumentSummary[]> {
    return documentIds.length ? execute<DocumentSummary>(shared, SUMMARIES, [textArray(documentIds)]) : []
  }

  /** Lists the movements of a document, oldest first. */
  @InjectManager()
  async listOfDocument(id: string, @MedusaContext() shared: Shared = {}): Promise<MovementRecord[]> {
    return execute<MovementRecord>(shared, OF_DOCUMENT, [id])
  }

  /** Lists the movements that wait for an explanation, newest first, and counts them. */
  @InjectManager()
  async listUnexplained(
    { before, take }: Page,
    @MedusaContext() shared: Shared = {},
  ): Promise<{ movements: MovementRecord[]; count: number }> {
    const sql = unexplained(before !== undefined)
    const movements = await execute<MovementRecord>(shared, sql, before ? [before, take] : [take])
    const [{ count }] = await execute<{ count: number }>(shared, COUNT_UNEXPLAINED, [MOST_COUNTED])
    return { movements, count }
  }

  /** Lists the lots of an item: those with flowers left, the next to be used first, or all of them, newest first. */
  @InjectManager()
  async listLots(
    {
      inventory_item_id,
      all,
      take,
      skip,
    }: { inventory_item_id: string; all: boolean; take: number; skip: number },
    @MedusaContext() shared: Shared = {},
  ): Promise<LotRecord[]> {
    return execute<LotRecord>(shared, lotsOf(all), [inventory_item_id, take, skip])
  }

  /** Lists the lots that are no longer fresh on a day. @param day YYYY-MM-DD */
  @InjectManager()
  async listWilting(day: string, take: number, @MedusaContext() shared: Shared = {}): Promise<WiltingLot[]> {
    return execute<WiltingLot>(shared, WILTING, [day, take])
  }

  /** A lot that has flowers left. */
  @InjectManager()
  async findLot(id: string, @MedusaContext() shared: Shared = {}): Promise<WiltingLot | undefined> {
    return (await execute<WiltingLot>(shared, LOT_LEFT, [id])).at(0)
  }

  /** Stores an offer, unless its lot has an open one. Of concurrent calls, one stores it. */
  @InjectTransactionManager()
  async beginOffer(offer: NewOffer, @MedusaContext() shared: Shared = {}) {
    await this.lockKey(`offer:${offer.lot_id}`, shared)
    const [known] = await this.listStockOffers({ lot_id: offer.lot_id, ended_at: null }, { take: 1 }, shared)
    return known
      ? { offer: known, isNew: false }
      : { offer: await this.createStockOffers(offer, shared), isNew: true }
  }

  /** The offers that have not ended, oldest first. `is_gone`: their lot has no flowers left. */
  @InjectManager()
  async openOffers(@MedusaContext() shared: Shared = {}): Promise<{ id: string; is_gone: boolean }[]> {
    return execute(shared, OPEN_OFFERS, [])
  }

  /**
   * What the flowers of an order have cost, in minor units. Undefined before they are written off.
   *
   * @returns `cost`: null when nobody knows the cost of some of the flowers; `is_estimated`: whether some of it is that of an earlier lot
   */
  @InjectManager()
  async costOfOrder(
    orderId: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<{ cost: number | null; is_estimated: boolean } | undefined> {
    type Row = { cost: string | null; is_estimated: boolean }
    const [found] = await execute<Row>(shared, COST_OF_ORDER, [orderId])
    return found && { ...found, cost: found.cost === null ? null : Number(found.cost) }
  }

  /** What one piece of each item costs now, in minor units. Items without a known cost are left out. */
  @InjectManager()
  async costOfItems(
    itemIds: string[],
    @MedusaContext() shared: Shared = {},
  ): Promise<Map<string, { unit_cost: number; is_estimated: boolean }>> {
    type Row = { inventory_item_id: string; unit_cost: string; is_estimated: boolean }
    const rows = await execute<Row>(shared, COST_OF_ITEMS, [textArray(itemIds)])
    return new Map(
      rows.map(({ inventory_item_id, unit_cost, is_estimated }) => [
        inventory_item_id,
        { unit_cost: Number(unit_cost), is_estimated },
      ]),
    )
  }

  /** The items and locations that a document has changed. */
  @InjectManager()
  async placesOf(documentId: string, @MedusaContext() shared: Shared = {}): Promise<Place[]> {
    return execute<Place>(
      shared,
      "select distinct inventory_item_id, location_id from stock_movement where document_id = ?",
      [documentId],
    )
  }

  /** What a decrease would cost, in minor units: the value of the flowers of each line's lot, and then of the oldest ones. */
  @InjectManager()
  async worthOf(lines: StockLine[], @MedusaContext() shared: Shared = {}): Promise<number> {
    let worth = 0
    for (const { inventory_item_id, location_id, quantity, lot_id = null } of lines) {
      const lots = await execute<LeftOfLot>(shared, LOTS_TO_TAKE, [inventory_item_id, location_id, lot_id])
      worth += worthOfPieces(lots, Math.abs(quantity))
    }
    return worth
  }

  /** Asks a second person to approve a loss or a correction. A request with a known key is not made again. */
  @InjectTransactionManager()
  async ask({ lines, ...request }: NewRequest, @MedusaContext() shared: Shared = {}) {
    await this.lockKey(request.key, shared)
    const [known] = request.key ? await this.listStockRequests({ key: request.key }, { take: 1 }, shared) : []
    const pieces = lines.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0)
    return (
      known ??
      (await this.createStockRequests(
        {
          ...request,
          status: "pending",
          lines: lines as unknown as Record<string, unknown>,
          pieces: Math.ceil(pieces),
          worth: await this.worthOf(lines, shared),
        },
        shared,
      ))
    )
  }

  /**
   * Approves a pending request, which records its document, or refuses it.
   *
   * @param by the staff member who decides
   * @returns undefined when the request is not pending
   * @throws the database's error `stock_below_zero`; the request stays pending
   */
  @InjectTransactionManager()
  async decide(
    id: string,
    { status, by }: { status: "approved" | "refused"; by: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<{ document?: RecordedDocument } | undefined> {
    const [request] = await this.listStockRequests({ id }, { take: 1 }, shared)
    const decided = request && (await execute(shared, DECIDE, [status, by, id]))
    if (!request || !decided?.length) {
      return undefined
    }
    if (status === "refused") {
      return {}
    }
    const { kind, reason, note, photo_file_id, actor_id, lines } = request
    const { actor_type, channel } = request as StockActor
    const document = await this.record(
      { kind, key: `request:${id}`, reason, note, photo_file_id, actor_type, actor_id, channel },
      lines as unknown as StockLine[],
      shared,
    )
    await execute(shared, "update stock_request set document_id = ? where id = ?", [document.id, id])
    return { document }
  }

  protected async ofKey(key: string | null | undefined, shared: Shared): Promise<string | undefined> {
    await this.lockKey(key, shared)
    const [found] = key ? await this.listStockDocuments({ key }, { take: 1 }, shared) : []
    return found?.id
  }

  /** Changes a level in the running transaction, which tells the ledger why. */
  protected async change(line: StockLine, cause: StockCause, shared: Shared): Promise<void> {
    const { inventory_item_id: item, location_id: place, quantity } = line
    const setCause = (value: string) =>
      execute(shared, "select set_config(?, ?, true)", [CAUSE_SETTING, value])
    await setCause(JSON.stringify(cause))
    await execute(shared, CHANGE, [item, place, quantity, generateEntityId("", "ilev")])
    await setCause("")
  }

  protected async recorded(id: string, lines: Place[], shared: Shared): Promise<RecordedDocument> {
    const movements = await execute<MovementRecord>(shared, OF_DOCUMENT, [id])
    const short = await execute<ShortLevel>(shared, SHORT, placesOf(lines))
    return { id, movements, short }
  }
}

export type ToCounter = Place & { id: string; kind: MovementKind; reason: string | null; quantity: string }

type LeftOfLot = { quantity_left: string; value_left: string }

function worthOfPieces(lots: LeftOfLot[], pieces: number): number {
  let rest = pieces
  let worth = 0
  for (const { quantity_left, value_left } of lots) {
    const taken = Math.min(rest, Number(quantity_left))
    worth += Math.round((Number(value_left) * taken) / Number(quantity_left))
    rest -= taken
  }
  return worth
}

export const signatureOf = ({ actor_type, actor_id, channel }: StockActor): StockActor => ({
  actor_type,
  actor_id,
  channel,
})

export default StockLedgerModuleService
