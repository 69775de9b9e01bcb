import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { freeAt } from "../../medusa-sql/stock-levels"
import { heldSql, lockSql } from "../../modules/hold/statements"
import { SHOWCASE_MODULE } from "../../modules/showcase"
import type ShowcaseModuleService from "../../modules/showcase/service"
import type { BouquetRecord, BouquetStatus } from "../../modules/showcase/types"
import { STOCK_LEDGER_MODULE } from "../../modules/stock-ledger"
import type AssemblyLedger from "../../modules/stock-ledger/assembly"
import type { Assembly, FreeStock, Refused } from "../../modules/stock-ledger/assembly"
import type { RecordedDocument } from "../../modules/stock-ledger/types"
import { changeStock } from "../stock/change-stock"

/** Seconds that a change of a bouquet waits for another one: longer than a change of the stock waits for its items. */
const WAIT_SECONDS = 20

export const showcaseOf = (container: MedusaContainer): ShowcaseModuleService =>
  container.resolve<ShowcaseModuleService>(SHOWCASE_MODULE)

const FREE: FreeStock = { lock: lockSql("?::text[]"), read: freeAt(heldSql) }

/** The bouquets with the types of their JSON columns. */
const typed = (rows: unknown[]) => rows as BouquetRecord[]

/** Lists bouquets, the newest first. */
export async function listBouquets(
  container: MedusaContainer,
  { status, take, skip = 0 }: { status?: readonly BouquetStatus[]; take: number; skip?: number },
): Promise<BouquetRecord[]> {
  const filters = status ? { status: [...status] } : {}
  const order = { created_at: "DESC", id: "DESC" } as const
  return typed(await showcaseOf(container).listShowcaseBouquets(filters, { take, skip, order }))
}

export async function findBouquet(
  container: MedusaContainer,
  filters: { id: string } | { key: string },
): Promise<BouquetRecord | undefined> {
  return typed(await showcaseOf(container).listShowcaseBouquets(filters, { take: 1 })).at(0)
}

/** @throws bouquet_not_found */
export async function readBouquet(container: MedusaContainer, id: string): Promise<BouquetRecord> {
  const found = await findBouquet(container, { id })
  if (!found) {
    throw shopError("bouquet_not_found", "The bouquet does not exist.", MedusaError.Types.NOT_FOUND)
  }
  return found
}

export async function updateBouquet(
  container: MedusaContainer,
  { ending, ...change }: Partial<Omit<BouquetRecord, "parts">> & { id: string },
): Promise<BouquetRecord> {
  const [row] = typed([
    await showcaseOf(container).updateShowcaseBouquets({
      ...change,
      ...(ending === undefined ? {} : { ending: ending as unknown as Record<string, unknown> | null }),
    }),
  ])
  return row
}

/**
 * Changes a bouquet while nobody else changes it.
 *
 * @throws bouquet_not_found
 */
export function withBouquet<Result>(
  container: MedusaContainer,
  id: string,
  act: (bouquet: BouquetRecord) => Promise<Result>,
): Promise<Result> {
  return container
    .resolve(Modules.LOCKING)
    .execute([`showcase:${id}`], async () => act(await readBouquet(container, id)), { timeout: WAIT_SECONDS })
}

/** A bouquet as the ledger sees it. */
export const assemblyOf = ({ inventory_item_id: whole, parts, location_id }: BouquetRecord): Assembly => ({
  whole,
  parts,
  location_id,
})

/** The key of the document of a step. Each step of a bouquet has one document, however often it is tried. */
export const documentKey = (id: string, step: "made" | "ended"): string => `showcase:${id}:${step}`

/** Changes the stock of a bouquet and of its stems, see `changeStock`. */
export function changeBouquetStock(
  container: MedusaContainer,
  { inventory_item_id: whole, parts, location_id }: BouquetRecord,
  act: (ledger: AssemblyLedger, free: FreeStock) => Promise<RecordedDocument | Refused>,
): Promise<RecordedDocument | Refused> {
  const places = [{ inventory_item_id: whole }, ...parts].map((part) => ({
    inventory_item_id: part.inventory_item_id,
    location_id,
  }))
  const ledger = container.resolve<AssemblyLedger>(STOCK_LEDGER_MODULE)
  return changeStock(container, places, () => act(ledger, FREE))
}

/** Bouquets that are asked about at once. */
const ASKED_AT_ONCE = 50

/** Bouquets on show whose makers are to be asked what to do with them. */
export const bouquetsToAsk = async (container: MedusaContainer, now: Date): Promise<BouquetRecord[]> =>
  typed(
    await showcaseOf(container).listShowcaseBouquets(
      { status: "offered", asked_at: null, ask_at: { $lte: now } },
      { take: ASKED_AT_ONCE, order: { ask_at: "ASC" } },
    ),
  )
