import { spawn, type ChildProcess } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { createConnection } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { freePort } from "../support/free-port"

/** Install locations on Debian, after a manual build, and with Homebrew. */
const PLACES = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"]

export const redisBinary = (): string | undefined => PLACES.find(existsSync)

export type RedisServer = {
  url: string
  keys: (pattern: string) => Promise<string>
  /** Kills the server and starts it again at the same address, without its data. */
  restart: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts a Redis for the suite on a free port, without persistence. */
export async function startRedis(binary: string): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-redis-"))
  let server = await launch(binary, port, folder)
  return {
    url: `redis://localhost:${port}`,
    keys: (pattern) => command(port, `KEYS ${pattern}`),
    restart: async () => {
      await end(server, "SIGKILL")
      server = await launch(binary, port, folder)
    },
    stop: async () => {
      await end(server, "SIGTERM")
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function launch(binary: string, port: number, folder: string): Promise<ChildProcess> {
  const server = spawn(
    binary,
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
    { stdio: "ignore" },
  )
  while (!(await command(port, "PING").catch(() => ""))) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return server
}

async function end(server: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) {
    return
  }
  const gone = new Promise<void>((resolve) => server.once("exit", () => resolve()))
  server.kill(signal)
  await gone
}

/**
 * Sends one inline command and returns Redis's answer (https://redis.io/docs/latest/develop/reference/protocol-spec).
 */
function command(port: number, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: "127.0.0.1" })
    let answer = ""
    socket.once("error", reject)
    socket.once("connect", () => socket.write(`${line}\r\nQUIT\r\n`))
    socket.on("data", (chunk) => (answer += chunk))
    socket.once("close", () => resolve(answer))
  })
}
