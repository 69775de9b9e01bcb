import { knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Client } from "pg"
import type { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { Migration20261129100000 as CoreLease } from "../../src/modules/core/migrations/Migration20261129100000"
import { Migration20261129194100 as OrderLimits } from "../../src/modules/delivery/migrations/Migration20261129194100"
import { Migration20261129051000 as Resolution } from "../../src/modules/gateway/migrations/Migration20261129051000"
import { Migration20261129103000 as CancelCause } from "../../src/modules/gateway/migrations/Migration20261129103000"
import { Migration20261129051200 as Outbox } from "../../src/modules/outbox/migrations/Migration20261129051200"
import { Migration20261129051100 as QueueLease } from "../../src/modules/telegram/migrations/Migration20261129051100"
import { Migration20261129100100 as TelegramLease } from "../../src/modules/telegram/migrations/Migration20261129100100"
import buildIndexesOfGrownShops from "../../src/migration-scripts/guldasta-indexes-of-grown-shops"
import { connected, dropDatabase, testPostgres } from "../support/shop-database"
import { createMigratedDatabase } from "../support/template-database"

type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration

/** The migrations that move or rename existing data, in the order in which Medusa runs the modules. */
const DATA_MIGRATIONS: MigrationClass[] = [
  Resolution,
  CancelCause,
  Outbox,
  QueueLease,
  TelegramLease,
  CoreLease,
  OrderLimits,
]

const DATABASE = `migrations_${process.pid}_${Date.now()}`

/** A transaction as the table had it before the migrations. Times are the same for all, because no rule reads them. */
async function insertTransaction(
  client: Client,
  id: string,
  row: { provider_id: string; state: string; reason: number | null; performed: boolean; fiscal?: object },
): Promise<void> {
  await client.query(
    `insert into gateway_transaction (id, provider_id, external_id, order_id, reference, amount, raw_amount,
       refunded_amount, raw_refunded_amount, currency_code, state, reason, gateway_time, began_at, performed_at, fiscal,
       told_attention)
     values ($1, $2, $1, 'order_1', '1', 100, '{"value":"100","precision":20}', 0, '{"value":"0","precision":20}', 'uzs',
       $3, $4, now(), now(), case when $5 then now() end, $6, 'refund_due')`,
    [id, row.provider_id, row.state, row.reason, row.performed, row.fiscal ?? {}],
  )
}

describe("The migrations of a shop that already has data", () => {
  const url = testPostgres.url(DATABASE)

  beforeAll(() => createMigratedDatabase(DATABASE))
  afterAll(() => dropDatabase(url))

  async function run(client: Client, classes: MigrationClass[], direction: "up" | "down"): Promise<void> {
    for (const MigrationOf of classes) {
      // The migrations only add SQL; they never read the driver or the configuration.
      const migration = new MigrationOf(undefined as never, undefined as never)
      await migration[direction]()
      for (const query of migration.getQueries()) {
        await client.query(String(query))
      }
    }
  }

  it("keep every row and give it its new names", async () => {
    await connected(url, async (client) => {
      // The template has triggers that note the changed tables by their names; renamed tables have no note.
      await client.query("set session_replication_role = replica")
      await run(client, [...DATA_MIGRATIONS].reverse(), "down")

      await client.query(
        "insert into telegram_lease (id, holder, held_until) values ('outbox', 'process-1', '2026-11-29T10:00:00Z')",
      )
      await client.query(
        "insert into telegram_turn (id, holder, held_until) values ('900001', 'process-1', '2026-11-29T10:00:00Z')",
      )
      await client.query(
        `insert into gateway_mending (id, transaction_id, step, user_id) values ('gres_1', 'timed-out', 'mend', 'user_1')`,
      )
      const click = { provider_id: "pp_click_click", state: "canceled" }
      const payme = { provider_id: "pp_payme_payme", state: "canceled" }
      await insertTransaction(client, "timed-out", { ...payme, reason: 4, performed: false })
      await insertTransaction(client, "refunded-payme", { ...payme, reason: 5, performed: true })
      await insertTransaction(client, "failed-payme", { ...payme, reason: 3, performed: false })
      await insertTransaction(client, "refunded-click", {
        ...click,
        reason: 5,
        performed: true,
        fiscal: { PERFORM: { receipt_id: 1 }, CANCEL: { receipt_id: 2 } },
      })
      await insertTransaction(client, "paid", {
        ...click,
        state: "performed",
        reason: null,
        performed: true,
      })

      await client.query(
        `insert into delivery (id, cart_id, order_id, status, booked_at)
         values ('ordered', 'cart_1', 'order_1', 'booked', '2026-11-29T10:00:00Z'), ('draft', 'cart_2', null, 'draft', null)`,
      )

      await run(client, DATA_MIGRATIONS, "up")

      const rows = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows
      expect(
        await rows(
          "select id, cancel_cause, reason, fiscal, notified_attention from gateway_transaction order by id",
        ),
      ).toEqual(
        [
          { id: "failed-payme", cancel_cause: "failed", reason: 3, fiscal: {} },
          { id: "paid", cancel_cause: null, reason: null, fiscal: {} },
          {
            id: "refunded-click",
            cancel_cause: "refunded",
            reason: null,
            fiscal: { payment: { receipt_id: 1 }, refund: { receipt_id: 2 } },
          },
          { id: "refunded-payme", cancel_cause: "refunded", reason: 5, fiscal: {} },
          { id: "timed-out", cancel_cause: "timed_out", reason: 4, fiscal: {} },
        ].map((row) => ({ ...row, notified_attention: "refund_due" })),
      )
      expect(await rows("select id, step from gateway_resolution")).toEqual([
        { id: "gres_1", step: "resolve" },
      ])
      const lease = { holder: "process-1", held_until: new Date("2026-11-29T10:00:00Z") }
      expect(await rows("select id, holder, held_until from core_lease")).toEqual([
        { id: "outbox", ...lease },
      ])
      expect(await rows("select id, holder, held_until from telegram_queue_lease")).toEqual([
        { id: "900001", ...lease },
      ])
      expect(await rows("select id, placed_at, pays_cash, no_shows from delivery order by id")).toEqual([
        { id: "draft", placed_at: null, pays_cash: false, no_shows: 0 },
        { id: "ordered", placed_at: new Date("2026-11-29T10:00:00Z"), pays_cash: false, no_shows: 0 },
      ])
      expect(await rows("select to_regclass('telegram_lease') as gone")).toEqual([{ gone: null }])
    })
  })

  it("build missing indexes, and those whose build was interrupted, on a running shop", async () => {
    const connection = knex({ client: "pg", connection: url })
    const names = ["IDX_outbox_message_card_key", "guldasta_order_pending"]
    const valid = async () => {
      const { rows } = await connection.raw<{ rows: { name: string }[] }>(
        `select class.relname as name from pg_index index join pg_class class on class.oid = index.indexrelid
         where index.indisvalid and class.relname = any(?) order by class.relname`,
        [names],
      )
      return rows.map(({ name }) => name)
    }
    try {
      expect(await valid()).toEqual(names)
      await connection.raw(
        `update pg_index set indisvalid = false where indexrelid = '"${names[0]}"'::regclass`,
      )
      await connection.raw(`drop index "${names[1]}"`)
      expect(await valid()).toEqual([])
      // The script uses only the database connection.
      await buildIndexesOfGrownShops({
        container: { resolve: () => connection } as unknown as MedusaContainer,
      })
      expect(await valid()).toEqual(names)
    } finally {
      await connection.destroy()
    }
  })
})
