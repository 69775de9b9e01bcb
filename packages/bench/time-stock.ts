import { writeFileSync } from "node:fs"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { withStockCause } from "../../src/modules/stock-ledger/stock-cause"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { listStockItems } from "../../src/workflows/stock/list-items"
import { lowItems, shoppingList } from "../../src/workflows/stock/reorder/shopping-list"
import type { Timed } from "./time-work"

/** Blocks of changes with the ledger and without it, in turns, and changes of a block. */
const BLOCKS = 10
const CHANGES = 100
const RUNS = 60

const itemOf = (number: number) => `iitem_${String(number).padStart(14, "0")}`
const anyItem = () => itemOf(1 + Math.floor(Math.random() * 2000))

async function timesOf(runs: number, act: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    await act()
    times.push(performance.now() - began)
  }
  return times
}

function summaryOf(times: number[]): Timed[string] {
  const sorted = [...times].sort((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)], most: sorted[Math.floor(sorted.length * 0.95)] }
}

/** Changes stock levels as Medusa does for an order. Without the ledger the trigger is off and no cause is sent. */
async function timeChanges(container: MedusaContainer): Promise<Timed> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const inventory = container.resolve(Modules.INVENTORY)
  const [location] = await container.resolve(Modules.STOCK_LOCATION).listStockLocations({}, { take: 1 })
  let sold = 0
  const change = () => inventory.adjustInventory(anyItem(), location.id, -1)
  const sell = () => withStockCause({ kind: "sale", order_id: `order_bench_${(sold += 1)}` }, change)
  const times = { with: [] as number[], without: [] as number[] }
  for (let block = 0; block < BLOCKS; block += 1) {
    await knex.raw("alter table inventory_level disable trigger stock_ledger")
    times.without.push(...(await timesOf(CHANGES, change)))
    // The lots follow what was changed without them.
    await knex.raw(`
      update stock_lot lot set quantity_left = level.stocked_quantity, value_left = level.stocked_quantity * lot.unit_cost
      from inventory_level level
      where level.inventory_item_id = lot.inventory_item_id and lot.quantity_left > 0
        and level.stocked_quantity <> lot.quantity_left`)
    await knex.raw("alter table inventory_level enable trigger stock_ledger")
    times.with.push(...(await timesOf(CHANGES, sell)))
  }
  return {
    "a change of stock without the ledger": summaryOf(times.without),
    "a change of stock with the ledger": summaryOf(times.with),
  }
}

/** Reads the pages' data as the Admin API and the bot do. */
async function timePages(container: MedusaContainer): Promise<Timed> {
  const ledger = ledgerOf(container)
  const [middle] = await ledger.listMovements({}, { take: 1 })
  const before = `stmov_${String(Math.floor(Number(middle.id.slice(6)) / 2)).padStart(14, "0")}`
  const pages: Record<string, () => Promise<unknown>> = {
    "page: movements": () => ledger.listMovements({}, { take: 50 }),
    "page: movements, half a year ago": () => ledger.listMovements({}, { take: 50, before }),
    "page: movements of an item": () => ledger.listMovements({ inventory_item_id: anyItem() }, { take: 50 }),
    "page: losses": () => ledger.listMovements({ kind: "loss" }, { take: 50 }),
    "page: movements to explain": () => ledger.listUnexplained({ take: 50 }),
    "page: stock of 50 items": () => listStockItems(container, { take: 50, skip: 0 }),
    "page: stock of 50 items, from 1,500": () => listStockItems(container, { take: 50, skip: 1500 }),
    "page: stock, search": () => listStockItems(container, { q: "flower 77", take: 50, skip: 0 }),
    "page: lots of an item": () =>
      ledger.listLots({ inventory_item_id: anyItem(), all: true, take: 50, skip: 0 }),
    "page: wilting lots": () => ledger.listWilting("2999-01-01", 100),
    "page: shopping list": () => shoppingList(container),
    "page: low items": () => lowItems(container),
  }
  const timed: Timed = {}
  for (const [name, read] of Object.entries(pages)) {
    timed[name] = summaryOf(await timesOf(RUNS, read))
  }
  return timed
}

/** Times changes of stock and the pages of the ledger. @param args the file for the result */
export default async function timeStock({ container, args: [file] = [] }: ExecArgs): Promise<void> {
  const pages = await timePages(container)
  writeFileSync(file, JSON.stringify({ ...(await timeChanges(container)), ...pages }))
}
