import { InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { execute, textArray, type Shared } from "../../lib/module-database"
import StockLedgerModuleService, { LOCK, placesOf, signatureOf, type ToCounter } from "./service"
import { FACTS_OF_TAKEN, ID_OF_CHANGE, TO_COUNTER } from "./statements"
import type { NewDocument, RecordedDocument, StockLine } from "./types"

/** How the free stock of items is read: the statements belong to other modules. */
export type FreeStock = {
  /** Locks the holds of items. Parameter: the items as an array of text. */
  lock: string
  /** Lists `inventory_item_id` and `free`. Parameters: the items as an array of text, and the location. */
  read: string
}

type Document = Omit<NewDocument, "kind" | "supplier_id">

/** Pieces of an item. */
type Part = Pick<StockLine, "inventory_item_id" | "quantity" | "lot_id">

/** A bouquet: its own item, the stems, and where they are. */
export type Assembly = {
  whole: string
  parts: Part[]
  location_id: string
}

/** Items that have fewer free pieces than a bouquet takes. */
export type Refused = { refusal: "not_free"; items: string[] }

const TAKEN = "not_free" as const

/** The stock ledger with the bouquets that are made of stems, and taken apart again. The value of the stems is kept. */
class AssemblyLedger extends StockLedgerModuleService {
  /**
   * Makes one bouquet: its stems leave the free stock, and their value becomes that of the bouquet. A document with a known key
   * is not recorded again.
   *
   * @returns `not_free` with the items of which orders and carts leave less than the bouquet takes
   */
  @InjectTransactionManager()
  async assemble(
    document: Document,
    { whole, parts, location_id }: Assembly,
    free: FreeStock,
    @MedusaContext() shared: Shared = {},
  ): Promise<RecordedDocument | Refused> {
    const lines = [...parts, { inventory_item_id: whole, quantity: 1 }].map((part) => ({
      ...part,
      location_id,
    }))
    const known = await this.ofKey(document.key, shared)
    if (known) {
      return this.recorded(known, lines, shared)
    }
    const items = await this.lacking(parts, location_id, free, shared)
    if (items.length) {
      return { refusal: TAKEN, items }
    }
    const kind = "assembly"
    const { id } = await this.createStockDocuments({ ...document, kind }, shared)
    const cause = { ...signatureOf(document), kind, note: document.note, document_id: id } as const
    for (const { inventory_item_id, quantity, lot_id } of parts) {
      await this.change({ inventory_item_id, location_id, quantity: -quantity }, { ...cause, lot_id }, shared)
    }
    const lot = await this.lotOfTaken(id, shared)
    await this.change({ inventory_item_id: whole, location_id, quantity: 1 }, { ...cause, lot }, shared)
    return this.recorded(id, lines, shared)
  }

  /**
   * Takes a bouquet apart: its stems return into their lots, and the lost ones leave them as a loss. A document with a known
   * key is not recorded again.
   *
   * @param made the document of {@link assemble}
   * @returns `not_free` when an order or a cart has the bouquet
   */
  @InjectTransactionManager()
  async takeApart(
    made: string,
    document: Document,
    { whole, parts, location_id, lost }: Assembly & { lost: Part[] },
    free: FreeStock,
    @MedusaContext() shared: Shared = {},
  ): Promise<RecordedDocument | Refused> {
    const places = [whole, ...parts.map((part) => part.inventory_item_id)].map((inventory_item_id) => ({
      inventory_item_id,
      location_id,
    }))
    const known = await this.ofKey(document.key, shared)
    if (known) {
      return this.recorded(known, places, shared)
    }
    await execute(shared, LOCK, placesOf(places))
    const items = await this.lacking([{ inventory_item_id: whole, quantity: 1 }], location_id, free, shared)
    const open = (await execute<ToCounter>(shared, TO_COUNTER, [made])).filter(
      ({ quantity }) => Number(quantity) !== 0,
    )
    if (items.length || !open.length) {
      return { refusal: TAKEN, items: [whole] }
    }
    const { id } = await this.createStockDocuments({ ...document, kind: "disassembly" }, shared)
    const cause = { ...signatureOf(document), note: document.note, document_id: id }
    for (const { id: counters, inventory_item_id, quantity } of open) {
      const change = { inventory_item_id, location_id, quantity: Number(quantity) }
      await this.change(change, { ...cause, kind: "disassembly", counters }, shared)
    }
    for (const { inventory_item_id, quantity } of lost) {
      const [returned] = await execute<{ id: string }>(shared, ID_OF_CHANGE, [id, inventory_item_id])
      const loss = { ...cause, kind: "loss", reason: document.reason, lots_of: returned.id } as const
      await this.change({ inventory_item_id, location_id, quantity: -quantity }, loss, shared)
    }
    return this.recorded(id, places, shared)
  }

  /**
   * Writes a whole bouquet off.
   *
   * @returns `not_free` when an order or a cart has the bouquet
   */
  @InjectTransactionManager()
  async writeOff(
    document: Document,
    { whole, location_id }: Pick<Assembly, "whole" | "location_id">,
    free: FreeStock,
    @MedusaContext() shared: Shared = {},
  ): Promise<RecordedDocument | Refused> {
    const piece = { inventory_item_id: whole, location_id, quantity: -1 }
    const known = await this.ofKey(document.key, shared)
    if (known) {
      return this.recorded(known, [piece], shared)
    }
    const items = await this.lacking([{ inventory_item_id: whole, quantity: 1 }], location_id, free, shared)
    return items.length
      ? { refusal: TAKEN, items }
      : this.record({ ...document, kind: "loss" }, [piece], shared)
  }

  /** Locks items and their holds until the end of the transaction. @returns the items that have fewer free pieces than wanted */
  private async lacking(
    parts: Part[],
    location_id: string,
    free: FreeStock,
    shared: Shared,
  ): Promise<string[]> {
    const ids = textArray(parts.map((part) => part.inventory_item_id))
    await execute(shared, free.lock, [ids])
    await execute(
      shared,
      LOCK,
      placesOf(parts.map(({ inventory_item_id }) => ({ inventory_item_id, location_id }))),
    )
    const rows = await execute<{ inventory_item_id: string; free: string }>(shared, free.read, [
      ids,
      location_id,
    ])
    const freeOf = new Map(rows.map((row) => [row.inventory_item_id, Number(row.free)]))
    return parts
      .filter(({ inventory_item_id, quantity }) => (freeOf.get(inventory_item_id) ?? 0) < quantity)
      .map(({ inventory_item_id }) => inventory_item_id)
  }

  private async lotOfTaken(documentId: string, shared: Shared) {
    const [taken] = await execute<{
      value: string
      is_unknown: boolean
      is_estimated: boolean
      wilts_on: string | null
    }>(shared, FACTS_OF_TAKEN, [documentId])
    return { ...taken, value: Number(taken.value), wilts_on: taken.wilts_on ?? undefined }
  }
}

export default AssemblyLedger
