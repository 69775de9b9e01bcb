import path from "node:path"
import { createPaymentDesk, type PaymentDesk } from "./payments/desk"
import { startTelegramSandbox } from "./telegram/server"
import { storyChats, storyPeople } from "./telegram/story"

/**
 * Starts the Telegram sandbox with its web page and demo people, and the gateway stand-ins on the same port.
 * Variables: SANDBOX_PORT (default 8081) and SANDBOX_DATA_DIR (default .guldasta/sandbox).
 */
async function main() {
  const port = portFrom(process.env.SANDBOX_PORT)
  const dataDir = path.resolve(process.env.SANDBOX_DATA_DIR ?? ".guldasta/sandbox")
  const gateways = standInGateways(path.join(dataDir, "payments"))
  const sandbox = await startTelegramSandbox({
    port,
    dataDir,
    webDir: path.join(__dirname, "web"),
    people: storyPeople,
    chats: storyChats,
    allowLocalUrls: true,
    otherRoutes: gateways.handle,
  })
  const stop = () => void Promise.all([sandbox.close(), gateways.close()]).then(() => process.exit(0), failed)
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
  console.log(`sandbox ready on http://localhost:${port}`)
}

/**
 * Creates the stand-ins of the gateways in SANDBOX_GATEWAYS, for example "payme,click". Their secrets come from the shop's
 * own variables. They call the shop at SANDBOX_SHOP_URL (default http://localhost:9000).
 */
function standInGateways(dataDir: string): PaymentDesk {
  const { SANDBOX_GATEWAYS = "", SANDBOX_SHOP_URL: shopUrl = "http://localhost:9000" } = process.env
  const names = SANDBOX_GATEWAYS.split(",").map((name) => name.trim())
  return createPaymentDesk({
    shopUrl: () => shopUrl,
    dataDir,
    payme: names.includes("payme")
      ? { merchantId: variable("PAYME_MERCHANT_ID"), key: variable("PAYME_KEY") }
      : undefined,
    click: names.includes("click")
      ? {
          serviceId: variable("CLICK_SERVICE_ID"),
          merchantId: variable("CLICK_MERCHANT_ID"),
          merchantUserId: variable("CLICK_MERCHANT_USER_ID"),
          secretKey: variable("CLICK_SECRET_KEY"),
        }
      : undefined,
    stripe: names.includes("stripe")
      ? { apiKey: variable("STRIPE_API_KEY"), webhookSecret: variable("STRIPE_WEBHOOK_SECRET") }
      : undefined,
  })
}

function variable(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set, but SANDBOX_GATEWAYS contains its gateway`)
  return value
}

function portFrom(text = "8081") {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`SANDBOX_PORT is not a port number: "${text}"`)
  return port
}

function failed(error: unknown) {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE"
  const reason = error instanceof Error ? error.message : String(error)
  console.error(
    taken
      ? `sandbox: port ${process.env.SANDBOX_PORT ?? 8081} is in use, set SANDBOX_PORT to a free port`
      : `sandbox: ${reason}`,
  )
  process.exit(1)
}

main().catch(failed)
