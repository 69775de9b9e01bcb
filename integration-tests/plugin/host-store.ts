import { execFile } from "node:child_process"
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs"
import { once } from "node:events"
import { rm } from "node:fs/promises"
import http from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { buildPlugin, PLUGIN } from "../../scripts/build-plugin"
import { ROOT } from "../../scripts/start/paths"
import { freePort } from "../support/free-port"
import { ask, connected, dropDatabase, testPostgres } from "../support/shop-database"
import { ShopProcess } from "../support/shop-process"

const run = promisify(execFile)

const TEMPLATE = path.join(__dirname, "host-store")

/** Logins of the store's admin. Only the owner becomes staff of the shop. */
const OWNER = "owner@almaty.example"
export const CLERK = "clerk@almaty.example"
const PASSWORD = "tulips-of-almaty"

/** Titles of the store's publishable keys. Each is for one sales channel. */
export type Key = "Storefront of Almaty" | "Wholesale" | "Flowers"

/** Starts or prepares the store as if the plugin were not installed. */
export const WITHOUT_PLUGIN = { WITHOUT_PLUGIN: "1" }

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

  /** Creates a store with products and orders of its own, installs the plugin as docs/plugin.md says, and builds it. */
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
    sharePackages(path.join(folder, "node_modules"))
    const [tarball] = await Promise.all([pack(folder), store.prepare()])
    await store.install(tarball)
    await store.medusa("build")
    return store
  }

  /** Creates the tables and data that the store has before it installs the plugin. */
  private async prepare(): Promise<void> {
    // The types that medusa-config.ts imports are not installed yet.
    const environment = { ...WITHOUT_PLUGIN, TS_NODE_TRANSPILE_ONLY: "true" }
    await this.medusa("db:migrate --execute-safe-links", environment)
    await this.medusa("exec ./src/scripts/seed.ts", environment)
  }

  /** Creates the plugin's tables. */
  async migrate(): Promise<void> {
    await this.medusa("db:migrate")
  }

  /** Starts the store, or starts it again with more environment variables. */
  async start(more: Record<string, string> = {}): Promise<void> {
    await this.process?.stop()
    this.process = new ShopProcess("shared", await freePort(), this.server, { ...this.environment, ...more })
    await this.process.start()
    await this.login(OWNER)
    await this.useKey("Storefront of Almaty")
  }

  /** Calls the Admin API as this user from now on. */
  async login(email: string): Promise<void> {
    const { body } = await this.request<{ token: string }>("POST", "/auth/user/emailpass", {
      email,
      password: PASSWORD,
    })
    this.token = body.token
  }

  /** Calls the Store API with this key from now on. */
  async useKey(title: Key): Promise<void> {
    const [key] = await this.rows<{ token: string }>("select token from api_key where title = $1", [title])
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

  async statusOf(route: string): Promise<number> {
    return (await fetch(`${this.process?.url}${route}`)).status
  }

  /**
   * The status of a GET request whose request line names the whole address, as clients send it to a proxy. `fetch` and
   * most other clients send only the path.
   */
  async statusOfAbsolute(route: string): Promise<number | undefined> {
    const address = `${this.process?.url}${route}`
    const headers = { "x-publishable-api-key": this.publishableKey }
    const request = http.get(address, { path: address, headers, agent: false })
    const [response] = (await once(request, "response")) as [http.IncomingMessage]
    response.resume()
    return response.statusCode
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

  /** The text of a file of the installed plugin. */
  pluginFile(name: string): string {
    return readFileSync(path.join(this.folder, "node_modules", "guldasta", name), "utf8")
  }

  /** Everything that the store has logged since its last start. */
  log(): string {
    return this.process?.log() ?? ""
  }

  /** The lines that the store logged as errors. */
  errors(): string[] {
    return this.process?.errors() ?? []
  }

  /** Sends a request without a login or with that of the caller. */
  async request<Body>(
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

  /** Runs a command in the store's folder. */
  private medusa(command: string, more: Record<string, string> = {}): Promise<void> {
    const args = command.split(" ")
    const environment = { ...this.environment, ...more }
    return ShopProcess.runToEnd(`host-${args[0].replace(":", "-")}`, args, this.folder, environment)
  }
}

/** Parts of the project's node_modules that belong to the project itself, and files that npm and Vite write in place. */
const NOT_SHARED = /^(guldasta|\.(package-lock\.json|vite|cache))/

/**
 * Gives a store the project's packages as hard links, so that npm does not download them again. npm removes those that the
 * store does not need. On another file system the store begins without packages.
 */
function sharePackages(to: string): void {
  const from = path.join(ROOT, "node_modules")
  try {
    linkFolder(from, to, (name) => !NOT_SHARED.test(name))
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) {
      throw error
    }
    rmSync(to, { recursive: true, force: true })
  }
}

function linkFolder(from: string, to: string, isShared: (name: string) => boolean = () => true): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (!isShared(entry.name)) {
      continue
    }
    if (entry.isDirectory()) {
      linkFolder(source, target)
    } else if (entry.isSymbolicLink()) {
      symlinkSync(readlinkSync(source), target)
    } else {
      linkSync(source, target)
    }
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
