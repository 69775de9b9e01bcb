import { execFileSync } from "node:child_process"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { Client } from "pg"
import { ask } from "../../src/lib/prepared"
import { createAdmin } from "../support/admin"
import { eventually } from "../support/eventually"
import { ask as askServer, testPostgres } from "../support/shop-database"
import { shopSuite } from "../support/shop-suite"

/** Ends connections by their process id, as a restart of PostgreSQL does. */
const END_CONNECTIONS = `
  const { Client } = require("pg")
  const [, url, ...pids] = process.argv
  const client = new Client({ connectionString: url })
  client.connect()
    .then(() => client.query("select pg_terminate_backend(pid) from unnest($1::int[]) pid", [pids]))
    .then(() => client.end())`

/**
 * Ends the connections that wait for the lock of a table. Not over the connection that holds the lock: PostgreSQL shows a
 * transaction the same activity until the transaction ends.
 */
async function endWaiting(database: string, table: string): Promise<void> {
  await eventually(async () => {
    const ended = await askServer(
      testPostgres.url("postgres"),
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = $1 and wait_event_type = 'Lock' and query like '%' || $2 || '%'`,
      [database, table],
    )
    expect(ended).not.toEqual([])
  })
}

/** The idle connections of Knex's pool. */
type Pool = { free: { resource: { processID: number } }[] }

shopSuite({
  testSuite: ({ getContainer, api }) => {
    const knex = () => getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const databaseOf = async () => {
      const { rows } = await knex().raw("select current_database() as name")
      return rows[0].name as string
    }

    /**
     * Ends the shop's connections while this process is blocked, so that the next statement is sent on a connection
     * whose end the process does not know yet.
     */
    async function endConnections(): Promise<void> {
      await knex().raw("select 1")
      const pids = await eventually(() => {
        const { free } = knex().client.pool as Pool
        expect(free).not.toEqual([])
        return free.map(({ resource }) => String(resource.processID))
      })
      execFileSync(process.execPath, ["-e", END_CONNECTIONS, testPostgres.url("postgres"), ...pids], {
        env: { ...process.env, NODE_OPTIONS: "" },
      })
    }

    it("a request whose connection ends while it waits is answered", async () => {
      const { options } = await createAdmin(getContainer())
      const database = await databaseOf()
      const locker = new Client({ connectionString: testPostgres.url(database) })
      await locker.connect()
      await locker.query("begin; lock table customer in access exclusive mode")
      const answer = api.get("/admin/customers", options)
      try {
        await endWaiting(database, "customer")
      } finally {
        await locker.end()
      }
      expect((await answer).status).toBe(200)
    })

    it("reads, prepared reads and transactions begin again on another connection", async () => {
      const container = getContainer()
      const customers = container.resolve(Modules.CUSTOMER)

      await endConnections()
      expect(await customers.listCustomers({ email: "aziza@example.uz" })).toEqual([])
      await endConnections()
      const read = { name: "lost-connections", text: "select 1 as one" }
      expect(await ask(container, read, [])).toEqual([{ one: 1 }])
      await endConnections()
      expect(await customers.createCustomers({ email: "aziza@example.uz" })).toMatchObject({
        email: "aziza@example.uz",
      })
      expect(await customers.listCustomers({ email: "aziza@example.uz" })).toHaveLength(1)
    })

    it("a change whose connection ends is not repeated, and is not done", async () => {
      const customers = getContainer().resolve(Modules.CUSTOMER)
      const database = await databaseOf()
      const locker = new Client({ connectionString: testPostgres.url(database) })
      await locker.connect()
      await locker.query("begin; lock table customer in access exclusive mode")
      const created = customers.createCustomers({ email: "jasur@example.uz" }).then(
        () => "created",
        () => "refused",
      )
      try {
        await endWaiting(database, "customer")
      } finally {
        await locker.end()
      }
      expect(await created).toBe("refused")
      expect(await customers.listCustomers({ email: "jasur@example.uz" })).toEqual([])
    })
  },
})
