import { rmSync } from "node:fs"
import path from "node:path"
import { OrderCopies } from "../../integration-tests/payments/model/copies"
import { startChild, stopChild, type Child } from "../../scripts/start/children"
import { ask } from "../../scripts/start/database"
import { freePort } from "../../scripts/start/embedded-postgres"
import { ROOT, TSX } from "../../scripts/start/paths"
import { step } from "../../scripts/start/steps"
import { removeStockLimits } from "./checkout"
import { figureOf, type Figure } from "./figures"
import { Caller } from "./gateway-caller"
import { CLICK } from "./gateway-click"
import { isSettled, record, statementsIn, until } from "./gateway-recording"
import { PAYME } from "./gateway-payme"
import type { BenchGateway, WaitingOrder } from "./gateways"
import type { Part } from "./parts"
import { processorMs } from "./processor"
import type { Stand } from "./stand"
import { loadStoreData, orderOverStore, Storefront } from "./store-checkout"

const GATEWAYS: BenchGateway[] = [PAYME, CLICK]
/** Numbers of concurrent callers. */
const CROWDS = [1, 10]
/** Target share of the bare handler's rate. */
const TARGET_SHARE = 0.5
/** Duration of the warm-up for each repeatable kind of call: a process is slow right after its start. */
const WARM_UP_SECONDS = 4

/**
 * Measures the calls of payment gateways and compares them with a handler that only executes the same SQL statements. The
 * orders are placed once; the recorded shop, the measured shop and the bare handler each start with a copy of them.
 */
export const gateway: Part = {
  name: "gateway",
  products: [40],
  environment: {
    ...Object.assign({}, ...GATEWAYS.map(({ environment }) => environment)),
    PAYMENT_MINUTES: "600",
  },
  async run(stand, options) {
    await removeStockLimits(stand)
    const figures: Figure[] = []
    for (const [index, one] of GATEWAYS.entries()) {
      // The previous gateway ended with the bare handler's database and no running shop.
      await (index > 0 ? stand.restore() : undefined)
      figures.push(...(await runGateway(stand, one, options)))
    }
    return figures
  },
}

async function runGateway(
  stand: Stand,
  one: BenchGateway,
  { seconds, orders: count }: { seconds: number; orders: number },
): Promise<Figure[]> {
  const orders = await step(`Placing ${count} orders to be paid by ${one.provider}`, () =>
    placeOrders(stand, one, count),
  )
  await stand.snapshot()
  await stand.restore([path.join(__dirname, "statement-recorder.cjs")])
  const recording = await step("Recording the SQL statements of each call", () => record(stand, one, orders))
  await stand.restore()
  const shop = { url: stand.url, child: stand.shop, isDone: () => isSettled(stand) }
  const inShop = await measure(shop, one, orders, { seconds, products: stand.products })
  await stand.restore("no shop")
  const bare = await startBare(stand, recording)
  const onBare = await measure(bare, one, orders, { seconds, products: stand.products })
  await stopChild(bare.child)
  const statements = statementsIn(recording, one, orders)
  rmSync(recording)
  return inShop.flatMap((figure, index) => [
    { ...onBare[index], what: `bare handler: ${figure.what}` },
    { ...figure, note: noteOf(figure, onBare[index], statements.get(figure.what)) },
  ])
}

function noteOf(shop: Figure, bare: Figure, statements: number | undefined): string {
  const share = (shop.rate / bare.rate).toFixed(2)
  return `${share} of the bare handler's rate (target ${TARGET_SHARE}); ${statements} statements`
}

/** Creates orders that await a payment: places one over the Store API and copies it. */
async function placeOrders(stand: Stand, one: BenchGateway, count: number): Promise<WaitingOrder[]> {
  await ask(
    stand.databaseUrl,
    `insert into region_payment_provider (id, region_id, payment_provider_id)
     select 'regpp_' || $1, id, $1 from region on conflict do nothing`,
    [one.provider],
  )
  const storefront = new Storefront(stand)
  const known = await loadStoreData(stand, storefront, one.provider)
  let total = 0
  const copies = await OrderCopies.of(
    (sql, ...values) => ask(stand.databaseUrl, numbered(sql), values),
    async () => (total = (await orderOverStore(storefront, known, 0, () => undefined)).total),
  )
  storefront.close()
  const orders: WaitingOrder[] = []
  while (orders.length < count) {
    const { number } = await copies.copy()
    orders.push({
      reference: String(number),
      amount: total * 100,
      transaction: one.newTransaction(),
      time: Date.now(),
    })
  }
  return orders
}

/** Replaces question marks by PostgreSQL's placeholders: $1, $2, … */
function numbered(sql: string): string {
  let count = 0
  return sql.replaceAll("?", () => `$${++count}`)
}

/** An HTTP handler to measure. */
type Handler = {
  url: string
  child: Child
  /** Whether its background work has ended. */
  isDone: () => Promise<boolean>
}

async function measure(
  { url, child, isDone }: Handler,
  one: BenchGateway,
  orders: WaitingOrder[],
  { seconds, products }: { seconds: number; products: number },
): Promise<Figure[]> {
  const caller = new Caller(url)
  const figures: Figure[] = []
  const share = Math.floor(orders.length / CROWDS.length)
  for (const [index, callers] of CROWDS.entries()) {
    const own = orders.slice(index * share, (index + 1) * share)
    for (const kind of one.kinds) {
      if (!kind.once) {
        await caller.load(kind, own, callers, WARM_UP_SECONDS)
      }
      const before = processorMs(child.process.pid)
      const { times, errors, took } = await caller.load(kind, own, callers, seconds)
      await until(isDone)
      const about = { part: "gateway", what: kind.what, products, shoppers: callers }
      const processor = (processorMs(child.process.pid) - before) / times.length
      figures.push({ ...figureOf(about, times, took, errors), processor })
    }
  }
  caller.close()
  return figures
}

/** Starts the bare handler with the recorded calls in a separate process. */
async function startBare(stand: Stand, recording: string): Promise<Handler> {
  const port = await freePort()
  const script = path.join(__dirname, "bare-gateway.ts")
  const child = startChild(
    "bench-bare-gateway",
    [...TSX, script, stand.databaseUrl, recording, String(port)],
    {
      cwd: ROOT,
      env: process.env,
    },
  )
  await new Promise((resolve) => child.process.once("message", resolve))
  const url = `http://127.0.0.1:${port}`
  const isDone = async () => (await (await fetch(`${url}/in-flight`)).text()) === "0"
  return { url, child, isDone }
}
