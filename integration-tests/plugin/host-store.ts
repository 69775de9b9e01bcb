import { execFile } from "node:child_process"
import { cpSync, mkdtempSync, readdirSync, realpathSync } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { buildPlugin, PLUGIN } from "../../scripts/build-plugin"
import { freePort } from "../support/free-port"
import { ask, connected, dropDatabase, testPostgres } from "../support/shop-database"
import { ShopProcess } from "../support/shop-process"

const run = promisify(execFile)

const TEMPLATE = path.join(__dirname, "host-store")

/** The store owner's login for Medusa's admin. */
const OWNER = { email: "owner@almaty.example", password: "tulips-of-almaty" }

/** Timeout in ms for npm, which downloads thousands of files over a slow line. */
const INSTALLS_WITHIN_MS = 480_000

type Answer<Body> = { status: number; headers: Headers; body: Body }

/**
 * A foreign store: Medusa's own packages and the plugin, installed by npm in a folder outside this project, with a
 * database of its own.
 */
export class HostStore {
  private process: ShopProcess | undefined
  private token = ""
  private publishableKey = ""

  private constructor(
    private readonly folder: string,
    private readonly databaseUrl: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** The folder of the built store, from which it runs. */
  private get server(): string {
    return path.join(this.folder, ".medusa", "server")
  }

  /** Packs the plugin, installs it into an empty store, builds and migrates the store. */
  static async withPlugin(environment: Record<string, string>): Promise<HostStore> {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "host-store-")))
    const name = `host_store_${Date.now()}`
    const databaseUrl = testPostgres.url(name)
    await connected(testPostgres.url("postgres"), (client) => client.query(`create database ${name}`))
    const store = new HostStore(folder, databaseUrl, {
      ...essentials(),
      ...environment,
      DATABASE_URL: databaseUrl,
    })
    cpSync(TEMPLATE, folder, { recursive: true })
    await store.install(await pack(folder))
    await store.medusa("build", folder)
    await store.medusa("db:migrate --execute-safe-links")
    await store.medusa("exec ./src/scripts/seed.js")
    await store.medusa(`user -e ${OWNER.email} -p ${OWNER.password}`)
    return store
  }

  /** Starts the store, or starts it again with more environment variables. */
  async start(more: Record<string, string> = {}): Promise<void> {
    await this.process?.stop()
    this.process = new ShopProcess("shared", await freePort(), this.server, { ...this.environment, ...more })
    await this.process.start()
    const login = await this.request<{ token: string }>("POST", "/auth/user/emailpass", OWNER)
    this.token = login.body.token
    const [key] = await this.rows<{ token: string }>("select token from api_key where title = $1", [
      "Storefront of Almaty",
    ])
    this.publishableKey = key.token
  }

  /** Stops the store and deletes its folder and database. */
  async remove(): Promise<void> {
    await this.process?.stop()
    await dropDatabase(this.databaseUrl)
    await rm(this.folder, { recursive: true, force: true })
  }

  store<Body>(method: "GET" | "POST", route: string, body?: object): Promise<Answer<Body>> {
    return this.request(method, `/store${route}`, body, { "x-publishable-api-key": this.publishableKey })
  }

  admin<Body>(method: "GET" | "POST", route: string, body?: object): Promise<Answer<Body>> {
    return this.request(method, `/admin${route}`, body, { authorization: `Bearer ${this.token}` })
  }

  /** The body of a page of the store. */
  async text(route: string): Promise<string> {
    return (await fetch(`${this.process?.url}${route}`)).text()
  }

  rows<Row extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return ask<Row>(this.databaseUrl, sql, values)
  }

  /** The files of the installed plugin. */
  pluginFiles(): string[] {
    const installed = path.join(this.folder, "node_modules", "guldasta")
    // npm may install the plugin's dependencies inside the plugin's folder.
    return readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(installed, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith(`node_modules${path.sep}`))
  }

  /** The lines that the store logged as errors. */
  errors(): string[] {
    return this.process?.errors() ?? []
  }

  private async request<Body>(
    method: string,
    route: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.process?.url}${route}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    // The caller knows the type of the route's answer.
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
  }

  private async install(tarball: string): Promise<void> {
    await run(
      "npm",
      [
        "install",
        "--prefer-offline",
        "--fetch-retries=5",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        tarball,
      ],
      {
        cwd: this.folder,
        // In production mode npm would omit what a build needs.
        env: { ...this.environment, NODE_ENV: "development" },
        timeout: INSTALLS_WITHIN_MS,
      },
    )
  }

  private medusa(command: string, folder = this.server): Promise<void> {
    const args = command.split(" ")
    return ShopProcess.runToEnd(`host-${args[0].replace(":", "-")}`, args, folder, this.environment)
  }
}

async function pack(into: string): Promise<string> {
  await buildPlugin()
  const { stdout } = await run("npm", ["pack", PLUGIN, "--pack-destination", into, "--loglevel=error"])
  return path.join(into, stdout.trim().split("\n").at(-1) ?? "")
}

/** The environment variables that a process needs to run; no others from the tests' environment. */
function essentials(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(PATH|HOME|USER|TMPDIR|TZ|HTTPS?_PROXY|NO_PROXY|SSL_.*|NODE_EXTRA_CA_CERTS|npm_config_(registry|cafile|.*proxy))$/i.test(
      name,
    ),
  )
  return { ...Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""])), NODE_ENV: "production" }
}
