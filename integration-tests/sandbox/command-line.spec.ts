import { spawn, type ChildProcess } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer, type Server } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { SandboxClient } from "../../packages/sandbox/telegram/client"
import { freePort } from "../support/free-port"
import { aziza, shopChannel } from "./fixture"

const root = path.resolve(__dirname, "../..")
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "sandbox-cli-"))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

function start(port: number | string): {
  process: ChildProcess
  said: () => string
  ended: Promise<number | null>
} {
  const child = spawn(process.execPath, ["--import", "tsx", "packages/sandbox/main.ts"], {
    cwd: root,
    env: { ...process.env, SANDBOX_PORT: String(port), SANDBOX_DATA_DIR: dataDir },
  })
  let said = ""
  child.stdout.on("data", (text) => (said += text))
  child.stderr.on("data", (text) => (said += text))
  return { process: child, said: () => said, ended: new Promise((resolve) => child.on("exit", resolve)) }
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (typeof address !== "object" || !address) throw new Error("no port")
  return address.port
}

test("the command starts the story, allows links to this machine, and saves the state when it ends", async () => {
  const port = await freePort()
  const sandbox = start(port)
  while (!sandbox.said()) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(sandbox.said()).toBe(`sandbox ready on http://localhost:${port}\n`)
  const url = `http://127.0.0.1:${port}`
  expect((await fetch(url)).headers.get("content-type")).toBe("text/html; charset=utf-8")

  const telegram = new SandboxClient(url, 60_000)
  expect((await telegram.person(aziza).chats()).map((chat) => chat.id)).toEqual([aziza, shopChannel])
  const pay = { inline_keyboard: [[{ text: "Оплатить", url: "http://localhost:9000/pay" }]] }
  const token = "7000000001:AAsandbox-token-not-a-secret-000000"
  const sent = await fetch(`${url}/bot${token}/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ chat_id: shopChannel, text: "последнее", reply_markup: pay }),
  })
  expect(await sent.json()).toMatchObject({ ok: true })

  sandbox.process.kill("SIGTERM")
  expect(await sandbox.ended).toBe(0)
  expect(await readFile(path.join(dataDir, "world.json"), "utf8")).toContain("последнее")
})

test("the command reports a port in use and an invalid port in one sentence", async () => {
  const server = createServer()
  const port = await portOf(server)
  const second = start(port)
  expect(await second.ended).toBe(1)
  expect(second.said()).toBe(`sandbox: port ${port} is in use, set SANDBOX_PORT to a free port\n`)
  server.close()
  const wrong = start("много")
  expect(await wrong.ended).toBe(1)
  expect(wrong.said()).toBe('sandbox: SANDBOX_PORT is not a port number: "много"\n')
})
