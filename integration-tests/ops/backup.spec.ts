import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Client } from "pg"
import { bouquet, WebShopper } from "../proofs/shopping"
import { ShopProcesses } from "../support/shop-processes"
import { postgresTools, startMachinePostgres, type MachinePostgres } from "./postgres-of-the-machine"

const tools = postgresTools()
const SLOW_MS = 600_000

if (tools) {
  describe("a backup", () => {
    let postgres: MachinePostgres
    let shop: ShopProcesses
    const folder = mkdtempSync(path.join(tmpdir(), "guldasta-backup-"))

    beforeAll(async () => {
      postgres = await startMachinePostgres(tools)
      shop = await ShopProcesses.open({ postgres })
      await shop.start("shared")
    }, SLOW_MS)

    afterAll(async () => {
      await shop?.end()
      postgres?.stop()
      rmSync(folder, { recursive: true, force: true })
    }, SLOW_MS)

    it(
      "restores the shop with its orders and pictures after everything was lost",
      async () => {
        const uploads = path.join(folder, "static")
        const script = (name: string) =>
          execFileSync(path.resolve("deploy", name), [path.join(folder, "backup")], {
            env: {
              ...process.env,
              PATH: `${tools}:${process.env.PATH}`,
              DATABASE_URL: withMoreOfLibpq(shop.databaseUrl),
              UPLOADS: uploads,
            },
          })
        mkdirSync(uploads)
        writeFileSync(path.join(uploads, "rose.jpg"), "a picture")
        const shopper = await WebShopper.comes(shop)
        await shopper.adds((await bouquet(shop, "pink-cloud")).variantId)
        const bought = await shopper.orders()
        const orderId = "orderId" in bought ? bought.orderId : undefined
        expect(orderId).toBeDefined()

        script("backup.sh")
        expect(statSync(path.join(folder, "backup", "database.dump")).mode & 0o077).toBe(0)
        await shop.processes[0].stop()
        await recreate(shop.databaseUrl, postgres)
        rmSync(uploads, { recursive: true })
        expect(await shop.rows("select 1 from pg_tables where tablename = 'order'")).toEqual([])

        script("restore.sh")
        await shop.processes[0].start()
        expect(readFileSync(path.join(uploads, "rose.jpg"), "utf8")).toBe("a picture")
        const { status, body } = await shop.store<{ order: { id: string; display_id: number } }>(
          "GET",
          `/orders/${orderId}`,
        )
        expect({ status, body }).toMatchObject({
          status: 200,
          body: { order: { id: orderId, display_id: 1 } },
        })
        const next = await WebShopper.comes(shop)
        await next.adds((await bouquet(shop, "pink-cloud")).variantId)
        expect(await next.orders()).toHaveProperty("orderId")
      },
      SLOW_MS,
    )
  })
} else {
  it("needs PostgreSQL on the machine", () => {
    if (process.env.CI) {
      throw new Error("pg_dump is not installed. CI must run every test.")
    }
    console.log("Skipped: PostgreSQL's tools are not installed, so backup and restore are not tested.")
  })
}

/** The address with a first host that does not answer, an IPv6 one, and with parameters that only libpq knows. */
function withMoreOfLibpq(url: string): string {
  const more = "connect_timeout=10&keepalives_idle=30&options=-c%20lock_timeout%3D60s&application_name=backup"
  return `${url.replace("@", "@[::1]:1,")}?${more}`
}

/** Replaces the database by an empty one, as on a new machine. */
async function recreate(url: string, postgres: MachinePostgres): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const client = new Client({ connectionString: postgres.url("postgres") })
  await client.connect()
  await client.query(`drop database ${name} with (force)`)
  await client.query(`create database ${name}`)
  await client.end()
}
