import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { Pool, type PoolClient } from "pg"

/** A statement as the shop asked it. */
type Statement = {
  connection: number
  text: string
  values: unknown[]
  name?: string
  isAfterAnswer: boolean
  began: number
  ended: number | null
}

/** What a call of a gateway led to in the shop. */
export type RecordedCall = { statements: Statement[]; answer: string }

const CONNECTIONS = 20

/** What is kept of each call has an id of its own, also when a call is made again. */
const OWN_ID = /gwcall_\w+/g

const BEGINS = /^\s*begin/i
const ENDS = /^\s*(commit|rollback)\s*;?\s*$/i

/**
 * The least that a gateway's handler can do with the same database: for each call it asks the statements that the shop
 * asked, with the same values in the same transactions, side by side where the shop did, and answers with the shop's
 * answer; what the shop does beside the answer it does beside it too. No framework, no objects made of rows. `GET /in-hand`
 * tells how many calls are not done with. `bare-gateway.ts DATABASE_URL CALLS_FILE PORT`; says "ready" to its
 * starter.
 */
function main([databaseUrl, file, port]: string[]): void {
  const calls = new Map(JSON.parse(readFileSync(file, "utf8")) as [string, RecordedCall[]][])
  const received = new Map<string, number>()
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  let inFlight = 0
  createServer(async (request, response) => {
    if (request.url === "/in-hand") {
      response.end(String(inFlight))
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) {
      chunks.push(chunk as Buffer)
    }
    // What any handler does before it knows who asks what.
    read(Buffer.concat(chunks).toString("utf8"), request.headers["content-type"])
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
      await ask(
        pool,
        call.statements.filter(({ isAfterAnswer }) => !isAfterAnswer),
      )
      response.writeHead(200, { "content-type": "application/json" }).end(call.answer)
      await ask(
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

function read(body: string, type = ""): unknown {
  return type.includes("json") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))
}

let asked = 0

/** Asks the statements of a call; a transaction's over one connection, the others over any. */
async function ask(pool: Pool, statements: Statement[]): Promise<void> {
  const inTransaction = new Map<number, PoolClient>()
  const suffix = `_${++asked}`
  const own = <Value>(value: Value) =>
    typeof value === "string" ? value.replaceAll(OWN_ID, (id) => `${id}${suffix}`) : value
  try {
    for (const wave of waves(statements)) {
      await Promise.all(
        wave.map(async ({ connection, text, values, name }) => {
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

/** Statements that the shop asked side by side. */
function waves(statements: Statement[]): Statement[][] {
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
