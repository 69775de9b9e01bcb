import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { execute, textArray, type Shared } from "../../lib/module-database"
import { StockCount } from "./models/stock-count"
import { StockDocument } from "./models/stock-document"
import { StockOffer } from "./models/stock-offer"
import { StockReorder } from "./models/stock-reorder"
import { StockRequest } from "./models/stock-request"
import { Supplier } from "./models/supplier"
import {
  DELETE_UNUSED_SUPPLIER,
  FIRST_MOVEMENT,
  FOLLOW,
  MARK_TOLD,
  REORDERS,
  SAME_NAME,
  SET_REORDER,
  soldOn,
  TAKE_UNTOLD,
  UNFOLLOWED,
  UNTOLD,
} from "./reorder-statements"
import type { ReorderRecord, SoldItem } from "./types"

/** Crossings that one notice tells of at most. */
const TOLD_AT_ONCE = 200

type SupplierInput = { name: string; phone?: string | null; note?: string | null; lead_days?: number }

/** When items are ordered again, what was sold of them, and the suppliers: a part of the stock ledger's service. */
export class ReorderService extends MedusaService({
  StockCount,
  StockDocument,
  StockOffer,
  StockReorder,
  StockRequest,
  Supplier,
}) {
  /** Sets when an item is ordered again. A level that the free pieces have crossed already counts as a crossing now. */
  @InjectTransactionManager()
  async setReorder(
    {
      inventory_item_id,
      level,
      quantity,
      supplier_id,
      lead_days,
    }: Pick<ReorderRecord, "inventory_item_id" | "level" | "quantity" | "supplier_id"> & {
      lead_days: number | null
    },
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    const id = generateEntityId("", "streo")
    await execute(shared, SET_REORDER, [id, inventory_item_id, level, quantity, supplier_id, lead_days])
    await execute(shared, FOLLOW, [inventory_item_id])
  }

  /** Lists when items are ordered again, with their suppliers. @param items ids; without it all */
  @InjectManager()
  async listReorders(
    items: string[] | undefined,
    @MedusaContext() shared: Shared = {},
  ): Promise<ReorderRecord[]> {
    const ids = items ? textArray(items) : null
    return execute<ReorderRecord>(shared, REORDERS, [ids, ids])
  }

  /** Records the crossings that no trigger saw, each in a transaction of its own: two rows could be a deadlock. */
  @InjectManager()
  async followLevels(@MedusaContext() shared: Shared = {}): Promise<void> {
    for (const { item } of await execute<{ item: string }>(shared, UNFOLLOWED, [])) {
      await execute(shared, FOLLOW, [item])
    }
  }

  /**
   * Takes the crossings that nobody is told of into a notice, and lists the notices that are not marked as told. A crossing belongs to one
   * notice, also when two processes call at once.
   */
  @InjectManager()
  async takeUntold(@MedusaContext() shared: Shared = {}): Promise<{ notice_id: string; items: string[] }[]> {
    await execute(shared, TAKE_UNTOLD, [generateEntityId("", "stlow"), TOLD_AT_ONCE])
    return execute(shared, UNTOLD, [])
  }

  @InjectManager()
  async markTold(noticeId: string, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, MARK_TOLD, [noticeId])
  }

  /**
   * Lists what was sold of items on the days of some periods, in one statement.
   *
   * @param items ids; without it all items
   * @param since the days of the answer are counted from this day, YYYY-MM-DD
   */
  @InjectManager()
  async listSold(
    {
      items,
      periods,
      since,
      timeZone,
    }: { items?: string[]; periods: { begins: Date; ends: Date }[]; since: string; timeZone: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<SoldItem[]> {
    const instants = (of: "begins" | "ends") => textArray(periods.map((period) => period[of].toISOString()))
    const values = [since, timeZone, instants("begins"), instants("ends")]
    return execute<SoldItem>(shared, soldOn(Boolean(items)), items ? [...values, textArray(items)] : values)
  }

  /** When the ledger began; undefined while it is empty. */
  @InjectManager()
  async firstMovementAt(@MedusaContext() shared: Shared = {}): Promise<Date | undefined> {
    const [found] = await execute<{ created_at: Date | string }>(shared, FIRST_MOVEMENT, [])
    return found && new Date(found.created_at)
  }

  /** Adds a supplier. @returns undefined when another one has this name */
  @InjectTransactionManager()
  async addSupplier(
    { name, phone = null, note = null, lead_days = 0 }: SupplierInput,
    @MedusaContext() shared: Shared = {},
  ) {
    const isTaken = await this.isNameTaken(name, "", shared)
    return isTaken ? undefined : this.createSuppliers({ name, phone, note, lead_days }, shared)
  }

  /** Changes a supplier. @returns undefined when another one has this name */
  @InjectTransactionManager()
  async changeSupplier(
    { id, ...input }: Partial<SupplierInput> & { id: string },
    @MedusaContext() shared: Shared = {},
  ) {
    const isTaken = input.name !== undefined && (await this.isNameTaken(input.name, id, shared))
    return isTaken ? undefined : this.updateSuppliers({ id, ...input }, shared)
  }

  /** Deletes a supplier that no document and no item refers to. @returns whether it is deleted */
  @InjectTransactionManager()
  async deleteUnusedSupplier(id: string, @MedusaContext() shared: Shared = {}): Promise<boolean> {
    return (await execute(shared, DELETE_UNUSED_SUPPLIER, [id, id, id])).length > 0
  }

  /** The supplier with a name, in any case. */
  @InjectManager()
  async findSupplierNamed(
    name: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<{ id: string; name: string } | undefined> {
    return (await execute<{ id: string; name: string }>(shared, SAME_NAME, [name, ""])).at(0)
  }

  /** Whether a supplier other than `id` has a name, in any case. Names wait for each other until the transaction ends. */
  private async isNameTaken(name: string, id: string, shared: Shared): Promise<boolean> {
    await this.lockKey("supplier names", shared)
    return (await execute(shared, SAME_NAME, [name, id])).length > 0
  }

  /** Locks a key until the transaction ends. */
  protected async lockKey(key: string | null | undefined, shared: Shared): Promise<void> {
    if (key) {
      await execute(shared, "select pg_advisory_xact_lock(hashtextextended(?, 0))", [`stock:${key}`])
    }
  }
}
