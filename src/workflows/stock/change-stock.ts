import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, InventoryEvents, MedusaError, Modules } from "@medusajs/framework/utils"
import { errorSentence, shopError } from "../../lib/errors"
import { STOCK_LEDGER_MODULE } from "../../modules/stock-ledger"
import type StockCountingService from "../../modules/stock-ledger/counting-service"
import type { StockLine } from "../../modules/stock-ledger/types"

/** Maximum number of lines of a document. */
const MOST_LINES = 200
/** Maximum number of pieces of a line. */
const MOST_PIECES = 1_000_000
/** Maximum cost of a line in minor units. */
const MOST_WORTH = 1e12

/** Seconds that a change waits for another change of the same items. */
const WAIT_SECONDS = 10

type Place = Pick<StockLine, "inventory_item_id" | "location_id">

export const ledgerOf = (container: MedusaContainer): StockCountingService =>
  container.resolve<StockCountingService>(STOCK_LEDGER_MODULE)

const invalid = (code: string, sentence: string) => shopError(code, sentence, MedusaError.Types.INVALID_DATA)

/** Whether a number has at most three decimals: flowers by weight. */
const isQuantity = (value: number) => Number.isFinite(value) && Number(value.toFixed(3)) === value

/** @throws invalid_quantity when a counted number of pieces is below zero, too large, or has more than three decimals */
export function checkCounted(pieces: number): void {
  if (!isQuantity(pieces) || pieces < 0 || pieces > MOST_PIECES) {
    throw invalid("invalid_quantity", `What is counted is a number from 0 to ${MOST_PIECES}.`)
  }
}

function checkNumbers({ quantity, lot }: StockLine): void {
  if (!isQuantity(quantity) || quantity === 0 || Math.abs(quantity) > MOST_PIECES) {
    throw invalid("invalid_quantity", `A quantity is a number from 0.001 to ${MOST_PIECES}.`)
  }
  const { unit_cost: cost = 0, value = 0 } = lot ?? {}
  if (![cost, value].every((one) => Number.isSafeInteger(one) && one >= 0)) {
    throw invalid("invalid_cost", "A cost is a whole number of minor units, zero or more.")
  }
  if (Math.max(cost * Math.abs(quantity), value) > MOST_WORTH) {
    throw invalid("invalid_cost", "The cost of a line is too high.")
  }
}

/**
 * Checks the lines of a document: their numbers, their inventory items and their locations.
 *
 * @throws lines_missing, too_many_lines, invalid_quantity, invalid_cost, item_not_found, location_not_found
 */
export async function checkLines(
  container: MedusaContainer,
  lines: StockLine[],
  most = MOST_LINES,
): Promise<void> {
  if (!lines.length) {
    throw invalid("lines_missing", "A document needs at least one line.")
  }
  if (lines.length > most) {
    throw invalid("too_many_lines", `A document has at most ${most} lines.`)
  }
  lines.forEach(checkNumbers)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const ids = (of: (line: StockLine) => string) => [...new Set(lines.map(of))]
  const [items, locations] = [ids((line) => line.inventory_item_id), ids((line) => line.location_id)]
  const [{ data: knownItems }, { data: knownLocations }] = await Promise.all([
    query.graph({ entity: "inventory_item", fields: ["id"], filters: { id: items } }),
    query.graph({ entity: "stock_location", fields: ["id"], filters: { id: locations } }),
  ])
  if (knownItems.length < items.length) {
    throw shopError("item_not_found", "An inventory item does not exist.", MedusaError.Types.NOT_FOUND)
  }
  if (knownLocations.length < locations.length) {
    throw shopError("location_not_found", "A stock location does not exist.", MedusaError.Types.NOT_FOUND)
  }
}

/**
 * Changes the stock of items while no workflow of Medusa changes it: Medusa reads a level and then writes it as a whole, under
 * the same locks. Then emits Medusa's event for each changed level.
 *
 * @throws stock_too_low when a line takes more than there is
 */
export async function changeStock<Result>(
  container: MedusaContainer,
  places: Place[],
  act: (ledger: StockCountingService) => Promise<Result>,
): Promise<Result> {
  const items = [...new Set(places.map((place) => place.inventory_item_id))].sort()
  const locking = container.resolve(Modules.LOCKING)
  const result = await locking.execute(
    items,
    async () => {
      try {
        return await act(ledgerOf(container))
      } catch (error) {
        const [, lacking] = BELOW_ZERO.exec(errorSentence(error, "")) ?? []
        throw lacking ? new StockTooLowError(lacking) : error
      }
    },
    { timeout: WAIT_SECONDS },
  )
  await announceLevels(container, items)
  return result
}

/** The sentence of the database: see ledger-sql.ts. */
const BELOW_ZERO = /The stock of item (\S+) at location .* cannot be below zero/s

/** A change that takes more than there is. */
export class StockTooLowError extends MedusaError {
  constructor(readonly inventory_item_id: string) {
    super(
      MedusaError.Types.NOT_ALLOWED,
      "There are fewer pieces in stock than this takes. Nothing was changed.",
      "stock_too_low",
    )
  }
}

/** Medusa's inventory module emits this event for its own changes: its cache and a store's subscribers follow it. */
async function announceLevels(container: MedusaContainer, items: string[]): Promise<void> {
  const levels = await container
    .resolve(Modules.INVENTORY)
    .listInventoryLevels({ inventory_item_id: items }, { select: ["id"], take: null })
  await container
    .resolve(Modules.EVENT_BUS)
    .emit(levels.map(({ id }) => ({ name: InventoryEvents.INVENTORY_LEVEL_UPDATED, data: { id } })))
}
