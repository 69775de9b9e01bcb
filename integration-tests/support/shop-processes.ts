import { NO_LIMITS } from "./no-limits"
import { SandboxClient } from "../../packages/sandbox/telegram/client"
import {
  startTelegramSandbox,
  type SandboxOptions,
  type TelegramSandbox,
} from "../../packages/sandbox/telegram/server"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import { freePort } from "./free-port"
import { redisBinary, startRedis, type RedisServer } from "../redis/redis-server"
import { startBalancer, type Balancer } from "./balancer"
import { buildShop, type BuiltShop } from "./built-shop"
import { calmCutOff } from "./calm-slots"
import { ask, dropDatabase, seededDatabase, testPostgres, type Postgres } from "./shop-database"
import { ShopProcess, type Mode } from "./shop-process"

export type ShopOptions = {
  /** Starts a Redis for the suite. Needed for more than one process. */
  redis?: boolean
  /** How the shop gets Telegram's updates. Default: by webhook through the balancer. */
  updates?: "webhook" | "polling"
  /** Additional environment variables of the shop. */
  environment?: Record<string, string>
  /** PostgreSQL server for the database. Default: the server of the test run. */
  postgres?: Postgres
  /** Options of the sandbox. The story's people and chats are the default. */
  sandbox?: SandboxOptions
  /**
   * Returns the Bot API address for the shop, for a test that puts a proxy between the shop and the sandbox.
   */
  apiRoot?: (sandbox: TelegramSandbox) => string
  /** Folder of a built admin that the shop serves at /app. Default: an empty page. */
  admin?: string
}

/** Time limit for an expected message, in ms. Several processes share a slow machine. */
const MESSAGE_WAIT_MS = 60_000
/** Time limit for the answer to a tap, in ms. */
const TAP_WAIT_MS = 50_000
const WEBHOOK_SECRET = "a-webhook-secret-of-the-tests"

/**
 * A shop of `medusa start` processes with its own seeded database, the Telegram sandbox, a balancer and, if
 * requested, Redis. Call {@link end} in `afterAll`, even after a failure.
 *
 * @example
 * let shop: ShopProcesses
 * beforeAll(async () => {
 *   shop = await ShopProcesses.open({ redis: true })
 *   await shop.start("server", "worker")
 * })
 * afterAll(() => shop?.end())
 */
export class ShopProcesses {
  readonly processes: ShopProcess[] = []

  private constructor(
    private readonly built: BuiltShop,
    readonly databaseUrl: string,
    readonly sandbox: TelegramSandbox,
    private readonly balancer: Balancer,
    readonly redis: RedisServer | undefined,
    private readonly environment: Record<string, string>,
  ) {}

  /** Starts everything except the shop's processes. */
  static async open(options: ShopOptions = {}): Promise<ShopProcesses> {
    const built = buildShop([], options.admin)
    const databaseUrl = await seededDatabase(options.postgres ?? testPostgres, built, (name, args, url) =>
      ShopProcess.runToEnd(name, args, built.folder, { ...base(), DATABASE_URL: url }),
    )
    await ask(databaseUrl, "update delivery_window set cut_off_minutes = $1", [calmCutOff()])
    const sandbox = await startTelegramSandbox({
      people: storyPeople,
      chats: storyChats,
      tapWaitMs: TAP_WAIT_MS,
      ...options.sandbox,
    })
    const balancer = await startBalancer()
    const redis = options.redis ? await startRedis(neededRedis()) : undefined
    return new ShopProcesses(built, databaseUrl, sandbox, balancer, redis, {
      ...base(),
      ...telegramEnvironment(options.apiRoot?.(sandbox) ?? sandbox.apiRoot),
      ...(options.updates === "polling"
        ? {}
        : { TELEGRAM_WEBHOOK_URL: balancer.url, TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET }),
      ...(redis ? { REDIS_URL: redis.url } : {}),
      DATABASE_URL: databaseUrl,
      ...options.environment,
    })
  }

  /** Address of the balancer. */
  get url(): string {
    return this.balancer.url
  }

  /** Returns a client of the sandbox with a long time limit. */
  telegram(): SandboxClient {
    return new SandboxClient(this.sandbox.url, MESSAGE_WAIT_MS)
  }

  /** Starts processes in parallel, one for each given mode, and waits until all answer. */
  async start(...modes: Mode[]): Promise<ShopProcess[]> {
    const started = await Promise.all(modes.map((mode) => this.prepare(mode)))
    this.processes.push(...started)
    await Promise.all(started.map((one) => one.start()))
    this.balance()
    return started
  }

  /**
   * Sets the balancer's backends: all given processes that serve HTTP. The balancer skips a process that is
   * down.
   */
  balance(processes: ShopProcess[] = this.processes): void {
    this.balancer.serve(processes.filter(({ mode }) => mode !== "worker").map(({ url }) => url))
  }

  /** Runs a query on the shop's database. */
  rows<Row extends Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return ask<Row>(this.databaseUrl, sql, values)
  }

  /** Sends a request to the Store API. Returns the answer for every HTTP status. */
  async store<Body>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown) {
    const response = await fetch(`${this.url}/store${path}`, {
      method,
      headers: { "content-type": "application/json", "x-publishable-api-key": await this.publishableKey() },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // The caller declares the type of the answer.
    return { status: response.status, body: (await response.json()) as Body }
  }

  /** Returns the log lines of level "error" of all processes. */
  errors(): string[] {
    return this.processes.flatMap((one) => one.errors())
  }

  /** Stops and removes everything, even after an incomplete start. */
  async end(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.stop()))
    await this.sandbox.close()
    await this.balancer.close()
    await this.redis?.stop()
    await dropDatabase(this.databaseUrl)
    this.built.remove()
  }

  private key: Promise<string> | undefined

  private publishableKey(): Promise<string> {
    this.key ??= this.rows<{ token: string }>(
      "select token from api_key where type = 'publishable' limit 1",
    ).then(([{ token }]) => token)
    return this.key
  }

  private async prepare(mode: Mode): Promise<ShopProcess> {
    const port = await freePort()
    return new ShopProcess(mode, port, this.built.folder, { ...this.environment, MEDUSA_WORKER_MODE: mode })
  }
}

/** Base environment of the shop's processes. The other variables of the test process are not passed on. */
function base(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    NODE_ENV: "production",
    JWT_SECRET: "test-jwt-secret-test-jwt-secret-0",
    COOKIE_SECRET: "test-cookie-secret-test-cookie-se",
    MEDUSA_FF_TRANSLATION: "true",
    MEDUSA_DISABLE_TELEMETRY: "true",
    LC_ALL: "C.UTF-8",
    LOG_LEVEL: "info",
    // Tests tap faster than the rate limit allows.
    ...NO_LIMITS,
  }
}

function telegramEnvironment(apiRoot: string): Record<string, string> {
  const [florists, couriers, shop, admin] = storyChats.map(({ id }) => String(id))
  return {
    TELEGRAM_BOT_TOKEN: "7000000001:AAsandbox-token-not-a-secret-000000",
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_OWNER_ID: String(storyPeople.find(({ part }) => part === "owner")?.id),
    TELEGRAM_FLORISTS_CHAT_ID: florists,
    TELEGRAM_COURIERS_CHAT_ID: couriers,
    TELEGRAM_SHOP_CHANNEL_ID: shop,
    TELEGRAM_ADMIN_CHAT_ID: admin,
  }
}

function neededRedis(): string {
  const binary = redisBinary()
  if (!binary) {
    throw new Error("redis-server is not installed. Call hasRedis() first, and skip the suite without it.")
  }
  return binary
}

/**
 * Whether Redis is installed, which several processes need.
 *
 * @throws on CI without Redis, because CI must not skip tests
 */
export function hasRedis(): boolean {
  if (!redisBinary() && process.env.CI) {
    throw new Error("redis-server is not installed. CI must run all tests, so install it.")
  }
  return redisBinary() !== undefined
}
