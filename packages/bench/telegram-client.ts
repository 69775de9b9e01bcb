import path from "node:path"
import { startChild, stopChild } from "../../scripts/start/children"
import { SERVING, SERVING_ENVIRONMENT } from "../../scripts/start/node-flags"
import { ROOT, TSX } from "../../scripts/start/paths"
import { BotApiStandIn } from "./bot-api"
import { figureOf, type Figure } from "./figures"
import type { ProgramPart } from "./parts"
import { CALLS_IN_FLIGHT, CLIENTS, type CallerReport, type ClientName } from "./telegram-caller"

/** Rounds in which the clients alternate, so that other load on the machine affects all of them. */
const ROUNDS = 3

/** Compares HTTP clients for the Bot API: grammY's client, which the shop uses, and one on node:http. */
export const telegramClient: ProgramPart = {
  name: "telegram-client",
  async runAlone({ seconds }) {
    const telegram = new BotApiStandIn(() => undefined)
    const apiRoot = await telegram.start()
    const reports = new Map<ClientName, CallerReport[]>()
    try {
      for (let round = 0; round < ROUNDS; round++) {
        for (const client of Object.keys(CLIENTS) as ClientName[]) {
          const report = await measure(client, apiRoot, seconds)
          reports.set(client, [...(reports.get(client) ?? []), report])
        }
      }
    } finally {
      await telegram.stop()
    }
    return [...reports].map(([client, all]) => summary(client, all))
  },
}

/** Runs the calls of one client in a process of its own. */
async function measure(client: ClientName, apiRoot: string, seconds: number): Promise<CallerReport> {
  const script = path.join(__dirname, "telegram-caller.ts")
  const caller = startChild(
    "bench-telegram-caller",
    [...SERVING, ...TSX, script, client, apiRoot, String(seconds)],
    {
      cwd: ROOT,
      env: { ...SERVING_ENVIRONMENT, ...process.env },
    },
  )
  try {
    return await Promise.race([
      new Promise<CallerReport>((resolve) =>
        caller.process.once("message", (report) => resolve(report as CallerReport)),
      ),
      caller.gone.then(() => Promise.reject(new Error(`The caller stopped:\n${caller.lastLines()}`))),
    ])
  } finally {
    await stopChild(caller)
  }
}

function summary(client: ClientName, reports: CallerReport[]): Figure {
  const times = reports.flatMap((report) => report.times)
  const sum = (value: (report: CallerReport) => number) =>
    reports.reduce((total, report) => total + value(report), 0)
  const about = { part: "telegram-client", what: client, products: 0, shoppers: CALLS_IN_FLIGHT }
  return {
    ...figureOf(
      about,
      times,
      sum(({ seconds }) => seconds),
    ),
    processor: sum(({ processorMs }) => processorMs) / times.length,
  }
}
