import path from "node:path"
import { startTelegramSandbox } from "./telegram/server"
import { storyChats, storyPeople } from "./telegram/story"

/**
 * Starts the Telegram sandbox with its page and the shop's story.
 * SANDBOX_PORT (8081) and SANDBOX_DATA_DIR (.guldasta/sandbox) say where.
 */
async function main() {
  const port = portFrom(process.env.SANDBOX_PORT)
  const sandbox = await startTelegramSandbox({
    port,
    dataDir: path.resolve(process.env.SANDBOX_DATA_DIR ?? ".guldasta/sandbox"),
    webDir: path.join(__dirname, "web"),
    people: storyPeople,
    chats: storyChats,
    allowLocalUrls: true,
  })
  const stop = () => void sandbox.close().then(() => process.exit(0), failed)
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
  console.log(`sandbox ready on http://localhost:${port}`)
}

function portFrom(text = "8081") {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`SANDBOX_PORT is no port: "${text}"`)
  return port
}

function failed(error: unknown) {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE"
  const reason = error instanceof Error ? error.message : String(error)
  console.error(
    taken
      ? `sandbox: port ${process.env.SANDBOX_PORT ?? 8081} is taken, set SANDBOX_PORT to a free one`
      : `sandbox: ${reason}`,
  )
  process.exit(1)
}

main().catch(failed)
