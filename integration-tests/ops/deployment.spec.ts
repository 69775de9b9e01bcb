import { spawn, type ChildProcess } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "yaml"
import { freePort } from "../support/free-port"
import { ROOT, TSX } from "../../scripts/start/paths"
import { readEnvironment } from "../../src/lib/environment"
import { buildShop, type BuiltShop } from "../support/built-shop"
import { eventually } from "../support/eventually"
import { ask, dropDatabase, testPostgres } from "../support/shop-database"

type Service = {
  environment?: Record<string, string>
  volumes?: string[]
  depends_on?: Record<string, unknown> | string[]
}
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> }

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8")

describe("docker-compose.yml", () => {
  // "<<" merges one map into another.
  const compose = parse(read("docker-compose.yml"), { merge: true }) as Compose

  it("gives the shop's processes a valid environment", () => {
    const values: Record<string, string> = {
      POSTGRES_PASSWORD: "secret",
      REDIS_PASSWORD: "other",
      SHOP_DOMAIN: "shop.example.uz",
    }
    for (const name of ["server", "worker"]) {
      const given = Object.entries(compose.services[name].environment ?? {}).map(([variable, value]) => [
        variable,
        value.replace(/\$\{(\w+)[^}]*\}/g, (_, wanted: string) => values[wanted]),
      ])
      const environment = readEnvironment({
        ...Object.fromEntries(given),
        JWT_SECRET: "x".repeat(32),
        COOKIE_SECRET: "x".repeat(32),
        TELEGRAM_WEBHOOK_SECRET: "x".repeat(32),
      })
      expect(environment).toMatchObject({
        MEDUSA_WORKER_MODE: name,
        DATABASE_URL: "postgres://guldasta:secret@postgres:5432/guldasta",
        REDIS_URL: "redis://:other@redis:6379",
        TRUSTED_PROXIES: 1,
        TELEGRAM_WEBHOOK_URL: "https://shop.example.uz",
      })
    }
  })

  it("confines each service, checks its health, and has no default password", () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect([name, service]).toEqual([
        name,
        expect.objectContaining({
          read_only: true,
          cap_drop: ["ALL"],
          security_opt: ["no-new-privileges:true"],
        }),
      ])
      // The image of the shop has a health check of its own.
      expect([name, "healthcheck" in service || "build" in service]).toEqual([name, true])
    }
    const passwords = read("docker-compose.yml").match(/\$\{\w*PASSWORD[^}]*\}/g) ?? []
    expect(passwords.length).toBeGreaterThan(3)
    expect(passwords.filter((one) => !one.endsWith(":?}"))).toEqual([])
  })

  it("names only services, volumes and files that exist", () => {
    for (const { volumes = [], depends_on: needs = [] } of Object.values(compose.services)) {
      for (const name of Array.isArray(needs) ? needs : Object.keys(needs)) {
        expect(compose.services).toHaveProperty(name)
      }
      for (const source of volumes.map((volume) => volume.split(":")[0])) {
        expect(source.startsWith(".") ? existsSync(path.join(ROOT, source)) : source in compose.volumes).toBe(
          true,
        )
      }
    }
  })
})

describe("the commands of this project", () => {
  it.each([
    "Dockerfile",
    "docs/plugin.md",
    "packages/bench/stand.ts",
    "scripts/serve.ts",
    "scripts/start/children.ts",
    "scripts/start/environment.ts",
  ])("send no usage data to Medusa's makers: %s", (file) => {
    expect(read(file)).toMatch(/MEDUSA_DISABLE_TELEMETRY\b\W{1,8}"?true/)
  })

  it("pass no address of the database in arguments, which each user of the machine can read", () => {
    for (const file of ["backup.sh", "restore.sh"]) {
      const script = read(`deploy/${file}`).replace(/^#.*$/gm, "")
      expect(script).toMatch(/^pg_(dump|restore) /m)
      expect([file, /DATABASE_URL/.test(script)]).toEqual([file, false])
    }
  })
})

describe("processes that start in parallel on an empty database", () => {
  let built: BuiltShop
  let databaseUrl: string
  const running: ChildProcess[] = []

  beforeAll(async () => {
    built = buildShop()
    const name = `guldasta_serve_${Date.now()}`
    await ask(testPostgres.url("postgres"), `create database ${name}`)
    databaseUrl = testPostgres.url(name)
  })

  afterAll(async () => {
    running.forEach((child) => child.kill("SIGKILL"))
    await dropDatabase(databaseUrl)
    built.remove()
  })

  const serve = (port: number) => {
    const lines: string[] = []
    const child = spawn(process.execPath, [...TSX, path.join(ROOT, "scripts", "serve.ts"), built.folder], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: "production",
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        JWT_SECRET: "test-jwt-secret-test-jwt-secret-0",
        COOKIE_SECRET: "test-cookie-secret-test-cookie-se",
        MEDUSA_FF_TRANSLATION: "true",
        MEDUSA_DISABLE_TELEMETRY: "true",
      },
    })
    child.stdout.on("data", (chunk: Buffer) => lines.push(chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => lines.push(chunk.toString()))
    running.push(child)
    return { child, port, text: () => lines.join("") }
  }

  it("migrate it once, all serve the shop, and stop on a signal", async () => {
    const both = [serve(await freePort()), serve(await freePort())]
    await eventually(async () => {
      for (const { port, child, text } of both) {
        if (child.exitCode !== null) {
          throw new Error(text())
        }
        const answer = await fetch(`http://localhost:${port}/health`).catch(() => undefined)
        expect(answer?.status).toBe(200)
      }
    }, 500_000)
    // Only the process that runs a migration logs it.
    const migrationLines = both.map(({ text }) => (text().match(/Migrated/g) ?? []).length)
    expect(migrationLines.filter((count) => count > 0)).toHaveLength(1)

    const gone = both.map(({ child }) => new Promise((resolve) => child.once("exit", resolve)))
    both.forEach(({ child }) => child.kill("SIGTERM"))
    expect(await Promise.all(gone)).toEqual([0, 0])
  }, 600_000)
})
