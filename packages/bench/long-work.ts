import { setTimeout as sleep } from "node:timers/promises"
import { ask } from "../../scripts/start/database"
import { benchCatalog } from "./catalog"
import type { Figure } from "./figures"
import { PAYME } from "./gateway-payme"
import { createOwner, logIn, type AskAdmin } from "./owner"
import type { Part } from "./parts"
import type { Stand } from "./stand"
import { watch, watchedFigure } from "./watched"

/** Number of products of the import. */
const IMPORTED = 2000
/** Number of payments in the registry. */
const PAYMENTS = 50_000
/** One payment in this many has another amount in the registry. */
const DIFFERENT_EVERY = 100
const ASK_EVERY_MS = 500

type Run = { id: string; status: string; done: number; error: unknown; finished_at: string | null }

/** Waits until a run has ended. @throws Error when it has failed */
async function ended(read: () => Promise<Run>): Promise<void> {
  for (;;) {
    const run = await read()
    if (run.finished_at) {
      if (run.status !== "done") {
        throw new Error(`The run failed: ${JSON.stringify(run.error)}`)
      }
      return
    }
    await sleep(ASK_EVERY_MS)
  }
}

const IMPORTS = "/admin/catalog/imports"

/** Begins the import. @returns a function that reads its state */
async function beginImport(askAdmin: AskAdmin): Promise<() => Promise<Run>> {
  const file = JSON.stringify(benchCatalog(IMPORTED))
  const { import: run } = await askAdmin<{ import: Run }>("POST", "/admin/catalog/import?wait=false", file)
  return async () => (await askAdmin<{ import: Run }>("GET", `${IMPORTS}/${run.id}`)).import
}

/** Numbers of rows that an import must not leave. */
const UNFINISHED: Record<string, string> = {
  "sizes without a price": `select count(*) from product_variant variant where deleted_at is null and not exists (
    select from product_variant_price_set priced join price on price.price_set_id = priced.price_set_id
    where priced.variant_id = variant.id and priced.deleted_at is null and price.deleted_at is null)`,
  "sizes without an inventory item": `select count(*) from product_variant variant where deleted_at is null and not exists (
    select from product_variant_inventory_item part where part.variant_id = variant.id and part.deleted_at is null)`,
  "inventory items without stock": `select count(*) from inventory_item item where deleted_at is null and not exists (
    select from inventory_level level where level.inventory_item_id = item.id and level.deleted_at is null)`,
  "price sets without a size": `select count(*) from price_set where deleted_at is null and id not in (
    select price_set_id from product_variant_price_set where deleted_at is null)
    and id not in (select price_set_id from shipping_option_price_set where deleted_at is null)`,
  "inventory items without a size": `select count(*) from inventory_item where deleted_at is null and id not in (
    select inventory_item_id from product_variant_inventory_item where deleted_at is null)`,
}

/** @throws Error when a product is missing or unfinished */
async function checkImported({ databaseUrl }: Stand): Promise<void> {
  const counted = async (sql: string) => Number((await ask<{ count: string }>(databaseUrl, sql))[0].count)
  const products = await counted(
    "select count(*) from product where deleted_at is null and status = 'published'",
  )
  if (products !== IMPORTED) {
    throw new Error(`There are ${products} products instead of ${IMPORTED}.`)
  }
  for (const [what, sql] of Object.entries(UNFINISHED)) {
    const left = await counted(sql)
    if (left) {
      throw new Error(`The import left ${left} ${what}.`)
    }
  }
}

/** Kills the shop in the middle of an import. After its start the shop continues by itself. */
async function killedImport(stand: Stand, askAdmin: AskAdmin): Promise<Figure> {
  const began = performance.now()
  const read = await beginImport(askAdmin)
  while ((await read()).done < IMPORTED / 2) {
    await sleep(ASK_EVERY_MS)
  }
  await stand.kill()
  const { done } = await read()
  await ended(read)
  await checkImported(stand)
  const tookMs = performance.now() - began
  return {
    part: "import",
    what: "import, the process killed in the middle",
    products: IMPORTED,
    shoppers: 0,
    rate: 1000 / tookMs,
    p50: tookMs,
    p95: tookMs,
    errors: 0,
    note: `${(tookMs / 1000).toFixed(1)} s with the restart; killed after ${done} products; all have prices and stock, nothing is left over`,
  }
}

/** An import of a catalogue over the Admin API, and one whose process is killed. */
export const catalogImport: Part = {
  name: "import",
  products: [40],
  async run(stand) {
    await createOwner(stand)
    await stand.snapshot()
    await stand.restore()
    const askAdmin = await logIn(stand)
    const watched = await watch(stand, async () => ended(await beginImport(askAdmin)))
    await checkImported(stand)
    await stand.restore()
    return [
      watchedFigure({ part: "import", what: "import of a catalogue", products: IMPORTED }, watched),
      await killedImport(stand, askAdmin),
    ]
  },
}

/** Inserts performed payments of the last days. @returns the registry that names them */
async function addPayments(stand: Stand): Promise<string> {
  await ask(
    stand.databaseUrl,
    `insert into gateway_transaction (id, provider_id, external_id, order_id, reference, amount, raw_amount, currency_code,
       state, settled_state, gateway_time, began_at, performed_at)
     select 'gwtr_bench_' || n, $1, 'bench-' || n, 'order_bench_' || n, (1000000 + n)::text, 25000000,
       '{"value":"25000000","precision":20}', 'uzs', 'performed', 'performed', at, at, at
     from generate_series(1, $2::int) n cross join lateral (select now() - interval '1 day' - n * interval '1 minute' as at) times`,
    [PAYME.provider, PAYMENTS],
  )
  await ask(stand.databaseUrl, "vacuum analyze gateway_transaction")
  const rows = await ask<{ external_id: string; reference: string; at: string }>(
    stand.databaseUrl,
    `select external_id, reference, to_char(performed_at at time zone 'Asia/Tashkent', 'DD.MM.YYYY HH24:MI:SS') as at
     from gateway_transaction where external_id like 'bench-%'`,
  )
  const lines = rows.map(({ external_id, reference, at }, index) =>
    [external_id, reference, index % DIFFERENT_EVERY ? "250000.00" : "240000.00", "Оплачен", at].join(";"),
  )
  return ["ID транзакции;Номер заказа;Сумма;Статус;Дата", ...lines].join("\n")
}

type Comparison = {
  comparison: Run
  result: { matched: number } | null
  differences: unknown[]
  count: number
}

async function compare(askAdmin: AskAdmin, registry: string): Promise<Comparison> {
  const route = "/admin/gateway-transactions/compare"
  const query = `?provider_id=${PAYME.provider}`
  const { comparison } = await askAdmin<Comparison>("POST", `${route}${query}`, registry, "text/csv")
  const read = () => askAdmin<Comparison>("GET", `${route}/${comparison.id}`)
  await ended(async () => (await read()).comparison)
  return read()
}

/** A comparison with a gateway's registry of many payments over the Admin API. */
export const registry: Part = {
  name: "registry",
  products: [40],
  environment: PAYME.environment,
  async run(stand) {
    await createOwner(stand)
    const askAdmin = await logIn(stand)
    const file = await addPayments(stand)
    let page: Comparison | undefined
    const watched = await watch(stand, async () => {
      page = await compare(askAdmin, file)
    })
    const answer = Buffer.byteLength(JSON.stringify(page))
    const note = `${page?.result?.matched} payments match, ${page?.count} differ; a page of the answer has ${Math.ceil(answer / 1024)} KB`
    const what = `registry of ${PAYMENTS.toLocaleString("en-US")} payments`
    return [watchedFigure({ part: "registry", what, products: stand.products }, watched, note)]
  },
}
