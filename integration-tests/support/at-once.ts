import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { Client } from "pg"
import { eventually } from "./eventually"
import { ask, testPostgres } from "./shop-database"

/**
 * Runs an action while a transaction of the test holds rows.
 *
 * @param rows SQL of the rows, such as "SELECT FROM delivery WHERE …"
 * @param act gets a function that counts the statements that wait for a lock
 */
export async function whileHolding<Result>(
  container: MedusaContainer,
  rows: string,
  act: (waiting: () => Promise<number>) => Promise<Result>,
): Promise<Result> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [{ name }] = (await knex.raw<{ rows: { name: string }[] }>("SELECT current_database() AS name")).rows
  const holder = new Client({ connectionString: testPostgres.url(name) })
  await holder.connect()
  try {
    await holder.query("BEGIN")
    const { rowCount } = await holder.query(`${rows} FOR UPDATE`)
    expect(rowCount).toBeGreaterThan(0)
    return await act(async () => {
      const waiting = await ask(
        testPostgres.url("postgres"),
        "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'",
        [name],
      )
      return waiting.length
    })
  } finally {
    await holder.end()
  }
}

/**
 * Runs actions so that each has read before any of them writes. A transaction of the test holds the rows that the actions
 * write, until a statement of each action waits for a lock: for such a row, or for a lock that an action in front holds. So
 * actions without a lock of their own all pass their checks, and the test of their limit fails each time.
 *
 * @param rows SQL of the rows, such as "SELECT FROM delivery WHERE …"
 */
export async function atOnce<Result>(
  container: MedusaContainer,
  rows: string,
  actions: (() => Promise<Result>)[],
): Promise<Result[]> {
  const { running } = await whileHolding(container, rows, async (waiting) => {
    const all = Promise.all(actions.map((act) => act()))
    await eventually(async () => expect(await waiting()).toBeGreaterThanOrEqual(actions.length))
    return { running: all }
  })
  return running
}
