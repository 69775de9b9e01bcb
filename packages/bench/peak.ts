import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { redisBinary, startRedis } from "../../integration-tests/redis/redis-server"
import { ask } from "../../scripts/start/database"
import { stopChild } from "../../scripts/start/children"
import { step } from "../../scripts/start/steps"
import { removeStockLimits } from "./checkout"
import { figureOf, TARGET_TAP_MS, type Figure } from "./figures"
import { Caller } from "./gateway-caller"
import { PAYME } from "./gateway-payme"
import type { Part } from "./parts"
import { COURIERS, FLORISTS, Staff } from "./peak-staff"
import { findBouquet, order, type Note } from "./rounds"
import type { Shopper } from "./shopper"
import type { Stand } from "./stand"

/**
 * An hour of 8 March in half an hour: 5,000 people who look, 600 orders, and a mailing that is enqueued before. A shorter run
 * keeps these rates. The rate of orders is the highest one whose announcements Telegram's limit of 20 messages a minute in a group allows.
 */
const PER_MINUTE = { lookers: 5000 / 30, orders: 600 / 30, mailed: 1000 }
/** One order in this many is paid with Payme. */
const PAID_EVERY = 3
/** Average pause of a person before a tap, in ms. */
const PAUSE_MS = 1500
/** Time in ms after which no more calls follow. */
const QUIET_MS = 3000
const TARGET_PLACING_MS = 1000
/** Time in ms after which an order must be announced when Telegram's limits allow it. */
const TARGET_ANNOUNCED_MS = 5000
/** Telegram's limit of new messages in a group. */
const GROUP = { messages: 20, ms: 60_000 }
/** How long the announcements may take after the last order, in ms. */
const REST_MS = 120_000

type Placed = { number: number; at: number }
type Rush = { times: Map<string, number[]>; errors: string[]; placed: Placed[]; seconds: number }

/** The rush of 8 March with one process, with two, and with one that is killed in the middle. */
export const peak: Part = {
  name: "peak",
  products: [40],
  environment: {
    ...PAYME.environment,
    TELEGRAM_FLORISTS_CHAT_ID: FLORISTS,
    TELEGRAM_COURIERS_CHAT_ID: COURIERS,
    // Deliveries are recorded at once, so that a run ends when its last order is delivered.
    UNDO_SECONDS: "0",
  },
  async run(stand, { minutes }) {
    await removeStockLimits(stand)
    await ask(
      stand.databaseUrl,
      `insert into region_payment_provider (id, region_id, payment_provider_id)
       select 'regpp_' || $1, id, $1 from region on conflict do nothing`,
      [PAYME.provider],
    )
    await stand.snapshot()
    await stand.restore()
    const figures = [await purchase(stand), ...(await rush(stand, "one process", minutes))]
    await stand.restore()
    figures.push(...(await rush(stand, "one process, killed in the middle", minutes, () => stand.kill())))
    const redis = redisBinary()
    if (!redis) {
      console.log("Two processes need Redis, which is not installed.")
      return figures
    }
    const server = await startRedis(redis)
    try {
      await stand.restore("no shop")
      await stand.restartWith({ REDIS_URL: server.url })
      const other = await stand.startAnother({})
      stand.crowd.otherWebhook = `${other.url}/hooks/telegram`
      figures.push(...(await rush(stand, "two processes", minutes)))
      await stopChild(other.shop)
    } finally {
      stand.crowd.otherWebhook = undefined
      await stopChild(stand.shop)
      await server.stop()
    }
    return figures
  },
}

/** Counts the calls to Telegram of one order from the shopper's start to the delivery, cash and without the rush. */
async function purchase(stand: Stand): Promise<Figure> {
  await Staff.hire(stand)
  stand.telegram.counts.clear()
  const shopper = stand.crowd.newShopper()
  await shopper.start()
  await findBouquet(shopper, 1, () => undefined)
  await order(shopper, 1, () => undefined)
  for (const end = Date.now() + REST_MS; Date.now() < end && (await isOrderOpen(stand));) {
    await sleep(500)
  }
  await sleep(QUIET_MS)
  const calls = sum(stand.telegram.counts.values())
  return {
    ...figureOf(
      { part: "peak", what: "calls of one purchase", products: stand.products, shoppers: 1 },
      [],
      1,
    ),
    rate: calls,
    note: describeCalls(stand),
  }
}

async function isOrderOpen({ databaseUrl }: Stand): Promise<boolean> {
  const open = await ask(databaseUrl, "select from workshop_assignment where status <> 'delivered' limit 1")
  return open.length > 0
}

const describeCalls = ({ telegram }: Stand) =>
  [...telegram.counts].map(([method, count]) => `${method} ${count}`).join(", ")

async function rush(
  stand: Stand,
  what: string,
  minutes: number,
  inTheMiddle?: () => Promise<void>,
): Promise<Figure[]> {
  stand.crowd.redeliverMs = inTheMiddle ? 60_000 : 0
  stand.telegram.counts.clear()
  const staff = await Staff.hire(stand)
  stand.telegram.isLimited = true
  await stand.exec("enqueue-mailing", [what.replaceAll(/\W/g, ""), String(PER_MINUTE.mailed * minutes)])
  const run = await step(`8 March for ${minutes} minutes: ${what}`, async () => {
    const [result] = await Promise.all([people(stand, minutes), sleep(minutes * 30_000).then(inTheMiddle)])
    await allAnnounced(staff, result.placed)
    await staff.finish()
    return result
  })
  stand.telegram.isLimited = false
  const [{ mailed }] = await ask<{ mailed: number }>(
    stand.databaseUrl,
    "select count(*)::int as mailed from outbox_message where is_bulk and state = 'sent'",
  )
  return figuresOf(stand, what, run, staff, mailed)
}

/** Lets all people come, evenly over the time. */
async function people(stand: Stand, minutes: number): Promise<Rush> {
  const run: Rush = { times: new Map(), errors: [], placed: [], seconds: minutes * 60 }
  const note: Note = (name, ms) => {
    const noted = run.times.get(name) ?? []
    noted.push(ms)
    run.times.set(name, noted)
  }
  const gateway = new Caller(stand.url)
  const come = (count: number, visit: (shopper: Shopper, turn: number) => Promise<void>) =>
    Array.from({ length: count }, async (_, turn) => {
      await sleep((turn / count) * minutes * 60_000)
      const shopper = stand.crowd.newShopper()
      try {
        await shopper.start()
        shopper.pauseMs = PAUSE_MS
        await visit(shopper, turn)
      } catch (error) {
        run.errors.push(error instanceof Error ? error.message : String(error))
      }
    })
  await Promise.all([
    ...come(Math.round(PER_MINUTE.lookers * minutes), (shopper, turn) => looks(shopper, turn, note)),
    ...come(Math.round(PER_MINUTE.orders * minutes), async (shopper, turn) => {
      await findBouquet(shopper, turn, note)
      const isPaid = turn % PAID_EVERY === 0
      await order(shopper, turn, note, isPaid ? /Payme/ : undefined)
      const number = Number(/№\s?(\d+)/.exec(shopper.text)?.[1])
      if (isPaid) {
        await pays(stand, gateway, number)
      }
      run.placed.push({ number, at: Date.now() })
    }),
  ])
  gateway.close()
  return run
}

/** Looks at a page of the catalogue; every second one also at the photo of a bouquet. */
async function looks(shopper: Shopper, turn: number, note: Note): Promise<void> {
  note("menu", await shopper.taps("menu"))
  note("page", await shopper.taps(`all:${1 + (turn % 5)}`))
  if (turn % 2) {
    note("card", await shopper.tapsLabel(/^\d$/))
  }
}

/** Plays Payme, which pays an order. */
async function pays({ databaseUrl }: Stand, gateway: Caller, number: number): Promise<void> {
  const [{ amount }] = await ask<{ amount: string }>(
    databaseUrl,
    `select p.amount from "order" o join order_payment_collection l on l.order_id = o.id
     join payment_collection p on p.id = l.payment_collection_id where o.display_id = $1`,
    [number],
  )
  const paid = {
    reference: String(number),
    amount: Number(amount) * 100,
    transaction: PAYME.newTransaction(),
    time: Date.now(),
  }
  for (const kind of PAYME.kinds.filter(({ once }) => once)) {
    await gateway.make(kind, paid, kind.what)
  }
}

async function allAnnounced(staff: Staff, placed: Placed[]): Promise<void> {
  for (const end = Date.now() + REST_MS; Date.now() < end;) {
    if (placed.every(({ number }) => staff.announced.has(number))) {
      return
    }
    await sleep(500)
  }
}

function figuresOf(stand: Stand, what: string, run: Rush, staff: Staff, mailed: number): Figure[] {
  const about = (name: string) => ({
    part: "peak",
    what: `${what}: ${name}`,
    products: stand.products,
    shoppers: 0,
  })
  const placing = run.times.get("place the order") ?? []
  const taps = [...run.times].flatMap(([name, times]) => (name === "place the order" ? [] : times))
  const late = lateness(run.placed, staff)
  const lost = run.placed.filter(({ number }) => !staff.announced.has(number)).length
  const doubled = [...staff.announced.values()].filter(({ count }) => count > 1).length
  const calls = describeCalls(stand)
  const within = (figure: Figure, ms: number): Figure => ({
    ...figure,
    missed: figure.p95 > ms ? `${figure.what}: p95 ${figure.p95.toFixed(0)} ms, target ${ms} ms` : undefined,
  })
  if (run.errors.length || staff.errors.length) {
    console.error(
      `  ${what}: ${run.errors.length + staff.errors.length} errors: ${[...run.errors, ...staff.errors].slice(0, 3).join("; ")}`,
    )
  }
  return [
    within(figureOf(about("taps"), taps, run.seconds, run.errors.length), TARGET_TAP_MS),
    within(figureOf(about("placing an order"), placing, run.seconds), TARGET_PLACING_MS),
    within(
      figureOf(
        {
          ...about("announcements, after Telegram's limits allowed them"),
          note: `${lost} lost, ${doubled} doubled`,
        },
        late,
        run.seconds,
        lost + doubled,
      ),
      TARGET_ANNOUNCED_MS,
    ),
    {
      ...figureOf({ ...about("calls to Telegram"), note: calls }, [], run.seconds, staff.errors.length),
      rate: sum(stand.telegram.counts.values()) / run.seconds,
      note: `${residentMb(stand)}; ${mailed} messages of the mailing; ${calls}`,
    },
  ]
}

/** Times in ms from the moment at which Telegram's limit for a group allows each announcement to its arrival. */
function lateness(placed: Placed[], { announced }: Staff): number[] {
  const allowed: number[] = []
  return [...placed]
    .sort((a, b) => a.at - b.at)
    .map(({ number, at }) => {
      const before = allowed[allowed.length - GROUP.messages]
      allowed.push(Math.max(at, before === undefined ? at : before + GROUP.ms))
      return Math.max(0, (announced.get(number)?.at ?? Infinity) - allowed[allowed.length - 1])
    })
}

function residentMb({ shop }: Stand): string {
  try {
    const status = readFileSync(`/proc/${shop.process.pid}/status`, "utf8")
    const mb = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024)
    return `resident ${mb("VmRSS")} MB, at most ${mb("VmHWM")} MB`
  } catch {
    return "resident memory unknown"
  }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0)
