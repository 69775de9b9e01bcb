import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Client } from "pg"
import { GROWN_FLORIST, growShop } from "../../packages/bench/grown"
import { announceAssignment } from "../../src/bot/messages/announcements/announcer"
import announceTransitions from "../../src/jobs/announce-transitions"
import askClick from "../../src/jobs/ask-click"
import askStripe from "../../src/jobs/ask-stripe"
import { checkPayments } from "../../src/jobs/check-payments"
import continueRuns from "../../src/jobs/continue-runs"
import endHolds from "../../src/jobs/end-holds"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import followOrders from "../../src/jobs/follow-orders"
import forgetUpdates from "../../src/jobs/forget-updates"
import markRefundsDue from "../../src/jobs/mark-refunds-due"
import notifyOfMismatches from "../../src/jobs/notify-of-mismatches"
import rememberAddresses from "../../src/jobs/remember-addresses"
import remindStaff from "../../src/jobs/remind-staff"
import remindUnpaid from "../../src/jobs/remind-unpaid"
import repairAcceptances from "../../src/jobs/repair-acceptances"
import repairOrders from "../../src/jobs/repair-orders"
import settleGatewayPayments from "../../src/jobs/settle-gateway-payments"
import announceStock from "../../src/jobs/announce-stock"
import { readFigures } from "../../src/metrics/shop-figures"
import { dueTimeOf } from "../../src/modules/delivery/statements"
import { addDays } from "../../src/modules/delivery/zoned-time"
import { dueToAsk } from "../../src/workflows/payment/click/due-to-ask"
import { openPayments, unfollowedEvents } from "../../src/workflows/payment/stripe/unfinished"
import { readAttention } from "../../src/workflows/shop/read-attention"
import { readDay } from "../../src/workflows/shop/read-day"
import { outboxOf } from "../../src/bot/outbox/outbox"
import { botSuite } from "../bot/support"
import { workshopOf } from "../bot/workshop-support"
import { createAdmin } from "../support/admin"
import { jobsRunByHand } from "../support/jobs-by-hand"

jest.setTimeout(600_000)

const SIZE = { orders: 20_000, open: 300, days: 365 }
/** A table with more rows than this is a history. */
const HISTORY_ROWS = 5000
/** An action reads too much when it does so at each of these attempts. */
const ATTEMPTS = 3
/** Rows of one table that an action may read: some for each open order and each order of a day. */
const MOST_READ = 2500
/** Rows that a list may read to count its pages. */
const MOST_COUNTED = 13_000
/** Rows of one table for a report of 92 days: seven for each of its payments. Reading the table once more exceeds it. */
const MOST_REPORTED = 17_000

const READ = `
  select tables.relname as name, tables.n_live_tup::int as rows,
    (tables.seq_tup_read + coalesce(sum(indexes.idx_tup_read), 0))::int as read
  from pg_stat_user_tables tables left join pg_stat_user_indexes indexes using (relid)
  where tables.schemaname = 'public' group by tables.relid, tables.relname, tables.n_live_tup, tables.seq_tup_read`

/** The parts of Knex's client that the test uses. */
type Pool = {
  pool: { numFree: () => number }
  acquireConnection: () => Promise<Client>
  releaseConnection: (connection: Client) => Promise<void>
}

botSuite("a shop with a year of orders", ({ container, api }) => {
  let options: Awaited<ReturnType<typeof createAdmin>>["options"]

  const knex = () => container().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

  async function withConnections<Result>(
    count: (pool: Pool["pool"]) => number,
    act: (connection: Client) => Promise<Result>,
  ): Promise<Result[]> {
    const client: Pool = knex().client
    const connections = await Promise.all(
      Array.from({ length: count(client.pool) }, () => client.acquireConnection()),
    )
    try {
      return await Promise.all(connections.map(act))
    } finally {
      await Promise.all(connections.map((one) => client.releaseConnection(one)))
    }
  }

  /** Rows that PostgreSQL has read so far, by table. */
  async function rowsRead(): Promise<Map<string, { rows: number; read: number }>> {
    // Without this call PostgreSQL publishes the statistics of a connection only after some time.
    await withConnections(
      (pool) => Math.max(1, pool.numFree()),
      (connection) => connection.query("select pg_stat_force_next_flush()"),
    )
    const { rows } = await knex().raw<{ rows: { name: string; rows: number; read: number }[] }>(READ)
    return new Map(rows.map(({ name, ...counts }) => [name, counts]))
  }

  beforeAll(async () => {
    jobsRunByHand()
    options = (await createAdmin(container())).options
    // The first reading of a process counts all acceptances.
    await readFigures(container())
    await withConnections(
      () => 1,
      (connection) => growShop(connection, SIZE),
    )
  })

  it("reads the open work in jobs, lists, cards, metrics and reports, and not the history", async () => {
    const workshop = workshopOf(container())
    const [offered] = await workshop.listAssignments({ status: "offered" }, { take: 1 })
    const [accepted] = await workshop.listAssignments(
      { status: "accepted", florist_id: GROWN_FLORIST },
      { take: 1 },
    )
    const today = new Date().toISOString().slice(0, 10)
    const night = new Date(`${today}T22:20:00Z`)
    const get = (path: string) => api.get(path, options)
    const changed = async ({ id }: { id: string }) => {
      const [last] = await workshop.listTransitions(
        { assignment_id: id },
        { order: { number: "DESC" }, take: 1 },
      )
      await workshop.updateTransitions({ id: last.id, announced_at: null })
      await announceAssignment(container(), id)
    }
    const jobs = {
      announceTransitions,
      askClick,
      askStripe,
      continueRuns,
      endHolds,
      expireUnpaidOrders,
      followOrders,
      forgetUpdates,
      markRefundsDue,
      notifyOfMismatches,
      rememberAddresses,
      remindStaff,
      remindUnpaid,
      repairAcceptances,
      repairOrders,
      settleGatewayPayments,
      announceStock,
    }
    const actions: [name: string, act: () => Promise<unknown>, most?: number][] = [
      ...Object.entries(jobs).map(([name, job]): [string, () => Promise<unknown>] => [
        `job ${name}`,
        () => job(container()),
      ]),
      ["job checkPayments", () => checkPayments(container(), night), 2 * MOST_READ],
      ["questions to Click", () => dueToAsk(container(), new Date())],
      ["events of Stripe", () => unfollowedEvents(container())],
      ["payments at Stripe", () => openPayments(container())],
      ["figures of /metrics and /health/ready", () => readFigures(container())],
      ["card of an offered order", () => changed(offered)],
      ["card of a florist", () => changed(accepted)],
      ["work list", () => workshop.listWork({ id: "owner", role: "owner" }, { take: 8, skip: 0 }, dueTimeOf)],
      ["the day in numbers", () => readDay(container(), new Date())],
      ["what waits for a person", () => readAttention(container(), new Date())],
      [
        "questions without an answer",
        () =>
          outboxOf(container()).countUnanswered({
            chat_id: "-100900000001",
            since: new Date(Date.now() - 3 * 24 * 3_600_000),
          }),
      ],
      ["open orders of the team", () => workshop.openOrdersOfMembers()],
      ["shopping list", () => get("/admin/stock-shopping-list")],
      ["assignments", () => get("/admin/assignments"), MOST_COUNTED],
      ["delivered assignments", () => get("/admin/assignments?status=delivered"), MOST_COUNTED],
      ["assignment by number", () => get(`/admin/assignments?order=${offered.display_id}`)],
      ["assignments of a day", () => get(`/admin/assignments?date=${today}`)],
      ["messages", () => get("/admin/telegram-messages"), MOST_COUNTED],
      ["last page of messages", () => get("/admin/telegram-messages?offset=9980"), 2 * MOST_COUNTED],
      ["messages of a chat", () => get("/admin/telegram-messages?chat_id=-100900000001"), MOST_COUNTED],
      ["failed messages", () => get("/admin/telegram-messages?state=failed,unknown")],
      ["payments", () => get("/admin/gateway-transactions"), MOST_COUNTED],
      ["payments of an order", () => get(`/admin/gateway-transactions?order=${offered.display_id}`)],
      ["orders without an assignment", () => get("/admin/unassigned-orders")],
      ["unmatched payments", () => get("/admin/gateway-transactions/unmatched-payments"), MOST_REPORTED],
      [
        "check of 92 days",
        async () => {
          const { data } = await get(
            `/admin/gateway-transactions/check?from=${addDays(today, -91)}&to=${today}`,
          )
          expect(data.findings).toEqual([])
        },
        MOST_REPORTED,
      ],
    ]
    // Deletes old notices, carts, updates and gateway calls, which are read once for that.
    await forgetUpdates(container())
    const old = "< now() - interval '91 days'"
    const left = await knex().raw<{
      rows: { notices: number; updates: number; carts: number; ordered: number }[]
    }>(`
      select (select count(*) from outbox_message where kind = 'notice' and created_at ${old})::int as notices,
        (select count(*) from telegram_update where created_at ${old})::int as updates,
        (select count(*) from cart where completed_at is null and updated_at ${old})::int as carts,
        (select count(*) from cart where completed_at is not null and updated_at ${old})::int as ordered`)
    expect(left.rows[0]).toMatchObject({ notices: 0, updates: 0, carts: 0 })
    expect(left.rows[0].ordered).toBeGreaterThan(10_000)
    await knex().raw("vacuum analyze")
    const tooMuch: string[] = []
    /** Runs an action. @returns the tables of which it, or the shop beside it, read more rows than it may */
    const readsTooMuch = async ([name, act, most = MOST_READ]: (typeof actions)[number]) => {
      // The dispatcher of the outbox reads the messages that wait.
      await knex().raw("update outbox_message set state = 'sent' where state in ('pending', 'sending')")
      const before = await rowsRead()
      await act()
      return [...(await rowsRead())].flatMap(([table, { rows, read }]) => {
        const difference = read - (before.get(table)?.read ?? 0)
        return rows > HISTORY_ROWS && difference > most
          ? [`${name} reads ${difference} rows of ${table}, which has ${rows}`]
          : []
      })
    }
    for (const action of actions) {
      let found = await readsTooMuch(action)
      // On a busy machine the dispatcher sends messages of an earlier action meanwhile. A scan happens at each attempt.
      for (let attempt = 1; found.length && attempt < ATTEMPTS; attempt++) {
        found = await readsTooMuch(action)
      }
      tooMuch.push(...found)
    }
    expect(tooMuch).toEqual([])
  })
})
