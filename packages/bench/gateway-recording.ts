import { readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { ask } from "../../scripts/start/database"
import type { RecordedCall } from "./bare-gateway"
import { Caller } from "./gateway-caller"
import type { BenchGateway, WaitingOrder } from "./gateways"
import type { Stand } from "./stand"

/**
 * Makes each call once, and each repeatable call twice, against a shop that records its SQL statements.
 *
 * @returns path of a JSON file with the recorded statements and answers
 */
export async function record(stand: Stand, one: BenchGateway, orders: WaitingOrder[]): Promise<string> {
  const caller = new Caller(stand.url)
  const answers: { name: string; header: string; answer: string }[] = []
  for (const order of orders) {
    for (const kind of one.kinds) {
      const call = kind.call(order)
      const header = `${answers.length}`
      const answer = await caller.make(kind, order, header)
      answers.push({ name: call.name, header, answer })
      await (kind.moves ? until(() => isSettled(stand)) : undefined)
    }
  }
  caller.close()
  const file = path.join(tmpdir(), `guldasta-bench-${process.pid}.json`)
  const { process: shop } = stand.shop
  const written = new Promise((resolve) => shop.once("message", resolve))
  shop.send({ writeStatements: file })
  await written
  const statements = new Map(
    JSON.parse(readFileSync(file, "utf8")) as [string, Pick<RecordedCall, "statements">][],
  )
  const calls = new Map<string, RecordedCall[]>()
  for (const { name, header, answer } of answers) {
    const { statements: asked = [] } = statements.get(header) ?? {}
    calls.set(name, [...(calls.get(name) ?? []), { statements: asked, answer }])
  }
  writeFileSync(file, JSON.stringify([...calls]))
  return file
}

/** Counts the statements that each kind of call executes before its answer, for the first order. */
export function statementsIn(file: string, one: BenchGateway, orders: WaitingOrder[]): Map<string, number> {
  const calls = new Map(JSON.parse(readFileSync(file, "utf8")) as [string, RecordedCall[]][])
  return new Map(
    one.kinds.map((kind, index) => {
      const { name } = kind.call(orders[0])
      const former = one.kinds.slice(0, index).filter((other) => other.call(orders[0]).name === name).length
      const { statements = [] } = calls.get(name)?.[former] ?? {}
      return [kind.what, statements.filter(({ isAfterAnswer }) => !isAfterAnswer).length]
    }),
  )
}

/** Whether the shop has settled all performed transactions and announced their transitions. */
export async function isSettled({ databaseUrl }: Stand): Promise<boolean> {
  const open = await ask(
    databaseUrl,
    `select t.id from gateway_transaction t join workshop_assignment a on a.order_id = t.order_id
     where t.performed_at is not null
       and (t.settled_state is null or exists (
         select 1 from workshop_transition w where w.assignment_id = a.id and w.announced_at is null)) limit 1`,
  )
  return !open.length
}

export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
