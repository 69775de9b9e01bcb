import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { Pool, type PoolClient } from "pg"

/** An SQL statement that the shop executed. */
type Statement = {
  connection: number
  text: string
  values: unknown[]
  name?: string
  isAfterAnswer: boolean
  began: number
  ended: number | null
}

/** The shop's SQL statements and its HTTP answer for one gateway call. */
export type RecordedCall = { statements: Statement[]; answer: string }

const CONNECTIONS = 20

/** Ids of stored gateway calls. A replayed call gets a new id, so that primary keys do not collide. */
const OWN_ID = /gwcall_\w+/g

const BEGINS = /^\s*begin/i
const ENDS = /^\s*(commit|rollback)\s*;?\s*$/i

/**
 * A minimal gateway handler for comparison. For each call it replays the SQL statements that the shop executed, with the
 * same values, transactions and concurrency, and returns the shop's recorded answer. Statements that the shop executed
 * after its answer also run after the answer here. It uses no framework and no ORM.
 *
 * `GET /in-flight` returns the number of unfinished calls. Usage: `bare-gateway.ts DATABASE_URL CALLS_FILE PORT`. It
 * sends "ready" to its parent process.
 */
function main([databaseUrl, file, port]: string[]): void {
  const calls = new Map(JSON.parse(readFileSync(file, "utf8")) as [string, RecordedCall[]][])
  const received = new Map<string, number>()
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  let inFlight = 0
  createServer(async (request, response) => {
    if (request.url === "/in-flight") {
      response.end(String(inFlight))
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) {
      chunks.push(chunk as Buffer)
    }
    // Every handler must parse the body, so its cost belongs to the comparison.
    parseBody(Buffer.concat(chunks).toString("utf8"), request.headers["content-type"])
    const name = String(request.headers["x-bench-call"])
    const times = received.get(name) ?? 0
    received.set(name, times + 1)
    const recorded = calls.get(name)
    const call = recorded?.[Math.min(times, recorded.length - 1)]
    if (!call) {
      response.writeHead(404).end()
      return
    }
    inFlight += 1
    try {
      await execute(
        pool,
        call.statements.filter(({ isAfterAnswer }) => !isAfterAnswer),
      )
      response.writeHead(200, { "content-type": "application/json" }).end(call.answer)
      await execute(
        pool,
        call.statements.filter(({ isAfterAnswer }) => isAfterAnswer),
      )
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      response.destroy()
    }
    inFlight -= 1
  }).listen(Number(port), "127.0.0.1", () => process.send?.("ready"))
}

function parseBody(body: string, type = ""): unknown {
  return type.includes("json") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))
}

let replayCount = 0

/** Executes the statements of a call. Statements of one transaction use one connection; the others use any. */
async function execute(pool: Pool, statements: Statement[]): Promise<void> {
  const inTransaction = new Map<number, PoolClient>()
  const suffix = `_${++replayCount}`
  const own = <Value>(value: Value) =>
    typeof value === "string" ? value.replaceAll(OWN_ID, (id) => `${id}${suffix}`) : value
  try {
    for (const group of concurrentGroups(statements)) {
      await Promise.all(
        group.map(async ({ connection, text, values, name }) => {
          if (BEGINS.test(text)) {
            inTransaction.set(connection, await pool.connect())
          }
          const client = inTransaction.get(connection)
          await (client ?? pool).query({ text: own(text), values: values.map(own), name })
          if (ENDS.test(text)) {
            client?.release()
            inTransaction.delete(connection)
          }
        }),
      )
    }
  } finally {
    inTransaction.forEach((client) => client.release(true))
  }
}

/** Groups statements that the shop executed concurrently. */
function concurrentGroups(statements: Statement[]): Statement[][] {
  const found: Statement[][] = []
  let firstEnd = 0
  for (const statement of statements) {
    if (statement.began > firstEnd) {
      found.push([])
      firstEnd = Infinity
    }
    found[found.length - 1].push(statement)
    firstEnd = Math.min(firstEnd, statement.ended ?? Infinity)
  }
  return found
}

main(process.argv.slice(2))
