import path from "node:path"
import { readEnvironment, type Environment } from "../../src/lib/environment"
import { defaultToken } from "../../packages/sandbox/telegram/server"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import { loadDotEnv } from "./dot-env"
import { reachableFolder } from "./embedded-postgres"
import { checkDataFolder, databaseFolder } from "./folders"
import { chooseGateways, type Gateways } from "./gateways"
import { DATA, SERVER } from "./paths"
import { readSecrets } from "./secrets"

/** Environment of the shop's processes, with the defaults that the starter filled in. */
export type StartEnvironment = {
  variables: Record<string, string | undefined>
  checked: Environment
  /** True without DATABASE_URL: the starter runs the embedded PostgreSQL. */
  isDatabaseEmbedded: boolean
  /** Password of the embedded PostgreSQL. */
  databasePassword: string
  /** True without a bot token: the starter runs the Telegram sandbox. */
  isTelegramSandboxed: boolean
  /** A gateway without keys is replaced by its stand-in in the sandbox. */
  gateways: Gateways
  admin: { email: string; password: string; isGenerated: boolean }
}

/**
 * Reads `.env` and the process environment, fills in defaults for one machine, and checks the result. The
 * process environment overrides `.env`.
 *
 * @param urlOfEmbedded makes the address of the embedded PostgreSQL from its password, used when DATABASE_URL is not set
 * @throws an error with one sentence for each wrong variable, or for missing data
 */
export function startEnvironment(urlOfEmbedded: (password: string) => string): StartEnvironment {
  loadDotEnv()
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""))
  if (!given.DATABASE_URL) {
    // Before the secrets are written: a refused start creates no data folder.
    checkDataFolder({
      data: DATA,
      database: embeddedFolder(),
      server: SERVER,
      isChosen: Boolean(given.GULDASTA_DATA_DIR),
    })
  }
  const secrets = readSecrets()
  const variables: StartEnvironment["variables"] = {
    ...given,
    NODE_ENV: given.NODE_ENV ?? "production",
    PORT: given.PORT ?? "9000",
    SANDBOX_PORT: given.SANDBOX_PORT ?? "8081",
    DATABASE_URL: given.DATABASE_URL ?? urlOfEmbedded(secrets.databasePassword),
    JWT_SECRET: given.JWT_SECRET ?? secrets.jwtSecret,
    COOKIE_SECRET: given.COOKIE_SECRET ?? secrets.cookieSecret,
    ADMIN_EMAIL: given.ADMIN_EMAIL ?? secrets.adminEmail,
    ADMIN_PASSWORD: given.ADMIN_PASSWORD ?? secrets.adminPassword,
    MEDUSA_FF_TRANSLATION: "true",
    MEDUSA_DISABLE_TELEMETRY: "true",
    // Medusa splits a price's text at "." to find its precision, so the machine's locale must not use a
    // comma.
    LC_ALL: "C.UTF-8",
  }
  const isTelegramSandboxed = !given.TELEGRAM_BOT_TOKEN
  if (isTelegramSandboxed) {
    Object.assign(variables, sandboxVariables(variables.SANDBOX_PORT ?? "8081"), onlySet(given))
  }
  const gateways = chooseGateways({
    given,
    secrets: secrets.standIns,
    sandboxUrl: `http://localhost:${variables.SANDBOX_PORT}`,
    isSandboxed: isTelegramSandboxed,
  })
  Object.assign(variables, gateways.variables)
  const checked = readEnvironment(variables)
  const origin = `http://localhost:${checked.PORT}`
  variables.ADMIN_CORS ??= origin
  variables.AUTH_CORS ??= `${origin},${checked.STORE_CORS}`
  return {
    variables,
    checked,
    isDatabaseEmbedded: !given.DATABASE_URL,
    isTelegramSandboxed,
    gateways,
    databasePassword: secrets.databasePassword,
    admin: {
      email: variables.ADMIN_EMAIL ?? "",
      password: variables.ADMIN_PASSWORD ?? "",
      isGenerated: !given.ADMIN_PASSWORD,
    },
  }
}

/** Folder of the embedded database. */
export const embeddedFolder = () => databaseFolder(DATA, reachableFolder(path.join(DATA, "postgres")))

/** Variables for the sandbox's bot, owner and chats. */
function sandboxVariables(port: string): Record<string, string> {
  const [florists, couriers, shop, admin] = storyChats.map(({ id }) => String(id))
  return {
    TELEGRAM_BOT_TOKEN: defaultToken,
    TELEGRAM_API_ROOT: `http://localhost:${port}`,
    TELEGRAM_OWNER_ID: String(storyPeople.find(({ part }) => part === "owner")?.id),
    TELEGRAM_FLORISTS_CHAT_ID: florists,
    TELEGRAM_COURIERS_CHAT_ID: couriers,
    TELEGRAM_SHOP_CHANNEL_ID: shop,
    TELEGRAM_ADMIN_CHAT_ID: admin,
  }
}

const onlySet = (given: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith("TELEGRAM_")))
