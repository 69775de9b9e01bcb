import { spawn, type ChildProcess } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { ask } from "../../scripts/start/database"
import { freePort, isFree } from "../support/free-port"

const root = path.resolve(__dirname, "..", "..")

/** Timeout in ms. The first start builds, migrates and seeds, which takes minutes on a slow machine. */
const FIRST_START_MS = 600_000

type Starter = { process: ChildProcess; output: () => string; exit: Promise<number | null> }

describe("npm start", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-start-"))
  const started: Starter[] = []
  let ports: { PORT: string; SANDBOX_PORT: string }

  beforeAll(async () => {
    chmodSync(folder, 0o755)
    ports = { PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) }
  })

  afterAll(async () => {
    for (const { process: child, exit } of started) {
      child.kill("SIGINT")
      await exit
    }
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs the command with a data folder and ports of its own. */
  function start(): Starter {
    const kept = Object.entries(process.env).filter(
      ([name]) =>
        !/^(DB_|DATABASE_URL|TELEGRAM_|PAYME_|CLICK_|STRIPE_|JEST_|NODE_ENV|JWT_|COOKIE_|NODE_OPTIONS)/.test(
          name,
        ),
    )
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
      cwd: root,
      env: {
        ...Object.fromEntries(kept),
        ...ports,
        GULDASTA_DATA_DIR: folder,
        NODE_V8_COVERAGE: process.env.GULDASTA_COVERAGE,
      },
      stdio: ["ignore", "pipe", "pipe"],
    })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    const exit = new Promise<number | null>((resolve) => child.once("exit", resolve))
    const starter = { process: child, output: () => output, exit }
    started.push(starter)
    return starter
  }

  async function open(starter: Starter): Promise<string> {
    while (!starter.output().includes("Ctrl-C stops everything")) {
      if (starter.process.exitCode !== null) {
        throw new Error(`It stopped:\n${starter.output()}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return starter.output()
  }

  async function allIsFree(): Promise<void> {
    while (!((await isFree(Number(ports.PORT))) && (await isFree(Number(ports.SANDBOX_PORT))))) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  async function products(output: string): Promise<{ id: string }[]> {
    const key = /x-publishable-api-key: (pk_\w+)/.exec(output)?.[1] ?? ""
    const response = await fetch(
      `http://localhost:${ports.PORT}/store/products?limit=200&fields=id,thumbnail`,
      {
        headers: { "x-publishable-api-key": key },
      },
    )
    return ((await response.json()) as { products: { id: string; thumbnail: string }[] }).products
  }

  it(
    "starts a whole shop, keeps its data after a crash, and leaves no process behind",
    async () => {
      const first = start()
      const output = await open(first)

      const [, email, password] = /\/app\s+(\S+@\S+) \/ (\S+)/.exec(output) ?? []
      const login = await fetch(`http://localhost:${ports.PORT}/auth/user/emailpass`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password }),
      })
      expect(login.status).toBe(200)
      const { token } = (await login.json()) as { token: string }
      const staff = await fetch(`http://localhost:${ports.PORT}/admin/staff`, {
        headers: { authorization: `Bearer ${token}` },
      })
      expect(staff.status).toBe(200)
      const page = await fetch(`http://localhost:${ports.PORT}/app`)
      expect(page.status).toBe(200)
      expect(page.headers.get("content-security-policy")).toContain("frame-ancestors")
      expect(page.headers.get("x-powered-by")).toBeNull()
      expect(await (await fetch(`http://localhost:${ports.SANDBOX_PORT}/`)).text()).toContain(
        "<!doctype html>",
      )
      expect(output).toContain("To go live")
      const desk = `http://localhost:${ports.SANDBOX_PORT}/payments`
      expect(output).toContain(`${desk}   (Payme, Click, Stripe: stand-ins, no money moves)`)
      expect(await (await fetch(desk)).text()).toContain("Test the shop as the gateways do")

      const before = await products(output)
      expect(before.length).toBeGreaterThanOrEqual(40)
      const [{ thumbnail }] = before as unknown as { thumbnail: string }[]
      expect((await fetch(thumbnail)).headers.get("content-type")).toMatch(/^image\//)

      const { databaseUrl } = JSON.parse(readFileSync(path.join(folder, "runtime.json"), "utf8")) as {
        databaseUrl: string
      }
      const { password: own } = new URL(databaseUrl)
      await expect(ask(databaseUrl.replace(own, "guldasta"), "select 1")).rejects.toMatchObject({
        code: "28P01",
      })

      const second = start()
      expect(await second.exit).toBe(1)
      expect(second.output()).toMatch(/already runs from this folder/)

      // The starter crashes: its child processes must not remain and block the next start.
      first.process.kill("SIGKILL")
      await first.exit
      await allIsFree()

      const third = start()
      const again = await open(third)
      expect(again).not.toMatch(/Building|Filling/)
      expect(again).toContain(`${email} / your password`)
      expect(again).not.toContain(password)
      expect((await products(again)).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())

      third.process.kill("SIGINT")
      expect(await third.exit).toBe(0)
      expect(await isFree(Number(ports.PORT))).toBe(true)
      expect(await isFree(Number(ports.SANDBOX_PORT))).toBe(true)
    },
    FIRST_START_MS,
  )

  it("reports a port in use in one sentence", async () => {
    const other = createServer().listen(Number(ports.PORT))
    const starter = start()
    expect(await starter.exit).toBe(1)
    expect(starter.output()).toContain(`Port ${ports.PORT} is taken by another program`)
    expect(starter.output()).not.toMatch(/\n\s+at /)
    await new Promise((resolve) => other.close(resolve))
  })
})
