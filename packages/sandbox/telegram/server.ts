import { mkdtempSync, rmSync } from "node:fs"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { isFromOwnPage } from "../own-page"
import { BotApi } from "./bot-api"
import { CallbackQueries } from "./callbacks"
import { Control } from "./control"
import type { BotCall, NewChat, Person } from "./control-types"
import { Faults } from "./faults"
import { FileStore } from "./files"
import { InlineQueries } from "./inline-queries"
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
const defaultUsername = "guldasta_sandbox_bot"

export type SandboxOptions = {
  /** Default 0: any free port. */
  port?: number
  /** Address to listen on; default 127.0.0.1. */
  host?: string
  /** The bot's token. The number before the colon is the bot's id. */
  token?: string
  botUsername?: string
  /** Folder of the stored state. Without it the state lives in memory. */
  dataDir?: string
  /** Folder of the web page. */
  webDir?: string
  /** Initial people and chats. Ignored when `dataDir` has a stored state. */
  people?: Person[]
  chats?: NewChat[]
  /**
   * Accepts button and photo URLs on localhost and private networks, which Telegram refuses. Needed for pay pages and
   * pictures of a shop on this machine.
   */
  allowLocalUrls?: boolean
  /** Answers 429 above 30 messages per second, or above 20 per minute in a group or channel. */
  enforceRates?: boolean
  /** Turns the bot's inline mode off, as /setinline of BotFather can. */
  inlineOff?: true
  /** Time in ms that a person's app waits for the answer to a tap; default 15 s. */
  tapWaitMs?: number
  webhook?: Partial<WebhookOptions>
  /** Handles other paths on the same port. Returns false for a path that it does not handle. */
  otherRoutes?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>
}

export type TelegramSandbox = {
  /** Address of the web page, and origin of the control API. */
  url: string
  /** For grammY's `client: { apiRoot }`. */
  apiRoot: string
  token: string
  bot: { id: number; username: string }
  world: World
  faults: Faults
  /** The bot's calls except getUpdates, newest last. */
  calls: readonly BotCall[]
  /** Writes the state to disk and stops listening. */
  close(): Promise<void>
}

/**
 * Starts a simulation of Telegram: the Bot API, the control API for people, and a web page.
 *
 * @throws Error with code EADDRINUSE when the port is in use
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
    botApi.callWithoutResult(method, params),
  )
  const botApi = new BotApi(services, faults, token)
  const control = new Control(services, faults, botApi)
  const server = createServer(
    (request, response) => void route(request, response, { botApi, control, host, options }),
  )
  // The same as Telegram. Node's default of 5 s could close a connection that a bot is about to reuse.
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
      services.inline.close()
      await stop(server)
      saver?.flush()
      if (!saver) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function emptyWorld(token: string, options: SandboxOptions): WorldState {
  const id = Number(token.split(":")[0])
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new Error("the bot's token must begin with the bot's id: 7000000001:…")
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
      ...(options.inlineOff ? { inline_off: true } : {}),
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
    inline: new InlineQueries(options.tapWaitMs ?? 15_000, () => world.clock()),
    tapWaitMs: options.tapWaitMs ?? 15_000,
    rates: new RateLimits(options.enforceRates ?? false, () => world.clock()),
    allowLocalUrls,
  }
}

type Parts = { botApi: BotApi; control: Control; host: string; options: SandboxOptions }

async function route(request: IncomingMessage, response: ServerResponse, parts: Parts) {
  const target = `http://sandbox${request.url ?? "/"}`
  if (!URL.canParse(target)) return sendJson(response, 400, { error: "the URL is malformed" })
  const url = new URL(target)
  if (!isFromOwnPage(request, parts.host)) {
    return sendJson(response, 403, { error: "requests from other web pages are not allowed" })
  }
  if (/^\/(file\/)?bot/.test(url.pathname)) return parts.botApi.handle(request, response, url)
  if (/^\/sandbox\/api(\/|$)/.test(url.pathname)) return parts.control.handle(request, response, url)
  const { webDir, otherRoutes } = parts.options
  if (await otherRoutes?.(request, response)) return
  if (webDir && (request.method === "GET" || request.method === "HEAD")) {
    return sendStatic(response, webDir, url.pathname)
  }
  sendJson(response, 404, { error: "not found" })
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

/** Stops the server: waits for running responses and closes event streams. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 200)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
  })
}
