import { mkdtempSync, rmSync } from "node:fs"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { BotApi } from "./bot-api"
import { CallbackQueries } from "./callbacks"
import { Control } from "./control"
import type { BotCall, NewChat, Person } from "./control-types"
import { Faults } from "./faults"
import { FileStore } from "./files"
import { sendJson } from "./http"
import type { Services } from "./methods/context"
import { readWorld, WorldSaver } from "./persistence"
import { RateLimits } from "./rates"
import type { WorldState } from "./state"
import { sendStatic } from "./static"
import { UpdateQueue } from "./updates"
import { WebhookSender, type WebhookOptions } from "./webhook"
import { World } from "./world"

export const defaultToken = "7000000001:AAsandbox-token-not-a-secret-000000"
export const defaultUsername = "guldasta_sandbox_bot"

export type SandboxOptions = {
  /** 0, the default, takes any free port. */
  port?: number
  /** Where to listen; 127.0.0.1 unless told otherwise. */
  host?: string
  /** The bot's token; the number before its colon is the bot's id. */
  token?: string
  botUsername?: string
  /** Folder to keep the world in; without it the world ends with the sandbox. */
  dataDir?: string
  /** Folder of the web page. */
  webDir?: string
  /** People and chats of a new world; a world kept in `dataDir` has its own. */
  people?: Person[]
  chats?: NewChat[]
  /**
   * Takes button and photo URLs on localhost and private networks, which Telegram refuses: to try pay pages and
   * pictures of a shop that runs on this machine.
   */
  allowLocalUrls?: boolean
  /** Answers 429 over 30 messages a second, or 20 a minute in a group or channel. */
  enforceRates?: boolean
  /** How long a person's app waits for the answer to a tap; 15 s unless told otherwise. */
  tapWaitMs?: number
  webhook?: Partial<WebhookOptions>
  /** What stands beside Telegram on the same port: answers a request, or says false. */
  beside?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>
}

export type TelegramSandbox = {
  /** The page, and the root of the control API. */
  url: string
  /** For grammY's `client: { apiRoot }`. */
  apiRoot: string
  token: string
  bot: { id: number; username: string }
  world: World
  faults: Faults
  /** The bot's calls, newest last, without getUpdates. */
  calls: readonly BotCall[]
  /** Writes the world to disk and lets the port go. */
  close(): Promise<void>
}

/**
 * Starts a stand-in for Telegram: the Bot API, the people's side of it, and a page to look at both.
 *
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function startTelegramSandbox(options: SandboxOptions = {}): Promise<TelegramSandbox> {
  const token = options.token ?? defaultToken
  const host = options.host ?? "127.0.0.1"
  const folder = options.dataDir ?? mkdtempSync(path.join(tmpdir(), "telegram-sandbox-"))

  const world = new World(readWorld(folder) ?? emptyWorld(token, options))
  const saver = options.dataDir === undefined ? undefined : new WorldSaver(folder, world.state)
  world.onChange(() => saver?.changed())
  if (world.state.chats.length === 0) for (const chat of options.chats ?? []) world.addChat(chat)

  const faults = new Faults()
  const services = servicesOf(world, faults, folder, options, (method, params) =>
    botApi.callQuietly(method, params),
  )
  const botApi = new BotApi(services, faults, token)
  const control = new Control(services, faults, botApi)
  const server = createServer(
    (request, response) => void route(request, response, { botApi, control, host, options }),
  )
  // As Telegram's own: Node's five seconds would close a connection that a bot is about to use.
  server.keepAliveTimeout = 75_000
  const port = await listen(server, options.port ?? 0, host)
  services.webhook.send()

  const url = `http://${host}:${port}`
  return {
    url,
    apiRoot: url,
    token,
    bot: { id: world.state.bot.id, username: world.state.bot.username },
    world,
    faults,
    calls: botApi.calls,
    close: async () => {
      services.webhook.stop()
      services.queue.release()
      services.queries.close()
      await stop(server)
      saver?.flush()
      if (!saver) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function emptyWorld(token: string, options: SandboxOptions): WorldState {
  const id = Number(token.split(":")[0])
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new Error("the bot's token begins with its id: 7000000001:…")
  const username = options.botUsername ?? defaultUsername
  return {
    bot: {
      id,
      username,
      names: { "": "Guldasta" },
      descriptions: {},
      short_descriptions: {},
      commands: {},
      menu_buttons: {},
    },
    people: [...(options.people ?? [])],
    chats: [],
    files: [],
    last_private_message_id: 0,
    revision: 0,
    updates: { last_id: 100_000_000, pending: [] },
  }
}

function servicesOf(
  world: World,
  faults: Faults,
  folder: string,
  options: SandboxOptions,
  callFromWebhook: (method: string, params: Record<string, unknown>) => Promise<void>,
): Services {
  const changed = () => world.changed()
  const allowLocalUrls = options.allowLocalUrls ?? false
  const queue = new UpdateQueue(world.state.updates, faults, changed)
  const delivery = { timeoutMs: 60_000, firstPauseMs: 250, longestPauseMs: 30_000, ...options.webhook }
  return {
    world,
    queue,
    webhook: new WebhookSender(queue, delivery, callFromWebhook),
    files: new FileStore(world.state.files, path.join(folder, "files"), allowLocalUrls, changed),
    queries: new CallbackQueries(),
    tapWaitMs: options.tapWaitMs ?? 15_000,
    rates: new RateLimits(options.enforceRates ?? false, () => world.clock()),
    allowLocalUrls,
  }
}

type Rooms = { botApi: BotApi; control: Control; host: string; options: SandboxOptions }

async function route(request: IncomingMessage, response: ServerResponse, rooms: Rooms) {
  const target = `http://sandbox${request.url ?? "/"}`
  if (!URL.canParse(target)) return sendJson(response, 400, { error: "the address is not well written" })
  const url = new URL(target)
  if (/^\/(file\/)?bot/.test(url.pathname)) return rooms.botApi.handle(request, response, url)
  if (/^\/sandbox\/api(\/|$)/.test(url.pathname)) {
    if (!fromOwnPage(request, rooms.host)) {
      return sendJson(response, 403, { error: "the sandbox answers its own page only" })
    }
    return rooms.control.handle(request, response, url)
  }
  const { webDir, beside } = rooms.options
  if (await beside?.(request, response)) return
  if (webDir && (request.method === "GET" || request.method === "HEAD")) {
    return sendStatic(response, webDir, url.pathname)
  }
  sendJson(response, 404, { error: "there is nothing here" })
}

/** No web page from elsewhere may play people in the sandbox, nor a name that was made to point here. */
function fromOwnPage({ headers }: IncomingMessage, host: string) {
  const { origin, host: asked = "" } = headers
  if (origin !== undefined && origin !== `http://${asked}`) return false
  const anyName = host === "0.0.0.0" || host === "::"
  return anyName || ["localhost", "127.0.0.1", "[::1]", host].includes(asked.replace(/:\d+$/, ""))
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      const address = server.address()
      resolve(typeof address === "object" && address ? address.port : port)
    })
  })
}

/** Answers under way are let out; streams that never end are cut. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 200)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
  })
}
