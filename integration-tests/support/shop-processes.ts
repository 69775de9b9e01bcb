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
  /** Through a Redis of the suite's own; needed for more than one process. */
  redis?: boolean
  /** How Telegram's updates come in; by webhook, through a balancer, unless said otherwise. */
  updates?: "webhook" | "polling"
  /** More of the shop's environment. */
  environment?: Record<string, string>
  /** Where the database is made: the tests' PostgreSQL unless a test has one of its own to stop. */
  postgres?: Postgres
  /** How the sandbox is to be; the story's people and chats are in it unless said otherwise. */
  sandbox?: SandboxOptions
  /** How the shop reaches the sandbox, for a test that stands between them. */
  apiRoot?: (sandbox: TelegramSandbox) => string
}

/** How long people of these suites wait: several processes share a slow machine. */
const PATIENCE_MS = 60_000
/** How long their apps wait for the answer to a tap. */
const TAP_WAIT_MS = 50_000
const WEBHOOK_SECRET = "a-webhook-secret-of-the-tests"

/**
 * A shop of real processes, each started by `medusa start`, on a seeded database of its own, with the Telegram
 * sandbox and, where asked for, Redis. Whatever happens, {@link end} it in `afterAll`.
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

  /** Everything but the shop's processes, which {@link start} starts. */
  static async open(options: ShopOptions = {}): Promise<ShopProcesses> {
    const built = buildShop()
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

  /** The address before all processes that answer HTTP. */
  get url(): string {
    return this.balancer.url
  }

  /** People of the sandbox, with patience. */
  telegram(): SandboxClient {
    return new SandboxClient(this.sandbox.url, PATIENCE_MS)
  }

  /** Starts processes at the same time, one of each mode, and waits until all answer. */
  async start(...modes: Mode[]): Promise<ShopProcess[]> {
    const started = await Promise.all(modes.map((mode) => this.prepare(mode)))
    this.processes.push(...started)
    await Promise.all(started.map((one) => one.start()))
    this.balance()
    return started
  }

  /** Lets the balancer send to all that answer HTTP, as they are now; a process that is down is passed over. */
  balance(processes: ShopProcess[] = this.processes): void {
    this.balancer.serve(processes.filter(({ mode }) => mode !== "worker").map(({ url }) => url))
  }

  /** Rows of the shop's database. */
  rows<Row extends Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return ask<Row>(this.databaseUrl, sql, values)
  }

  /** A request to the Store API, as a storefront makes it; the answer as it is, also when it refuses. */
  async store<Body>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown) {
    const response = await fetch(`${this.url}/store${path}`, {
      method,
      headers: { "content-type": "application/json", "x-publishable-api-key": await this.publishableKey() },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // The caller says what the route answers with.
    return { status: response.status, body: (await response.json()) as Body }
  }

  /** All that the processes logged as errors. */
  errors(): string[] {
    return this.processes.flatMap((one) => one.errors())
  }

  /** Ends all of it, also what was only half begun. */
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

/** Nothing of the tests' own environment reaches the shop but what its processes need to run at all. */
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
    // Tests tap faster than anybody reads.
    SHOPPER_UPDATES_PER_TEN_SECONDS: "0",
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
    throw new Error("redis-server is not installed: ask hasRedis() before such a suite.")
  }
  return binary
}

/** Whether this machine can run a shop of several processes; on CI it must. */
export function hasRedis(): boolean {
  if (!redisBinary() && process.env.CI) {
    throw new Error("redis-server is not installed, and on CI nothing may be left out.")
  }
  return redisBinary() !== undefined
}
