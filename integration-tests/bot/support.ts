import { isShopShared, shopSuite, type ShopSuite } from "../support/shop-suite"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { SandboxClient } from "../../packages/sandbox/telegram/client"
import { startTelegramSandbox, type TelegramSandbox } from "../../packages/sandbox/telegram/server"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import { calmCutOff } from "../support/calm-slots"
import { seedForTest } from "../support/seed"

/** The sandbox's people and chats by their roles. */
export const AZIZA = 1001
export const JASUR = 1002
export const DILNOZA = 2001
export const MARINA = 2002
export const BOBUR = 3001
export const MADINA = 9001
export const [FLORISTS, COURIERS, CHANNEL, ADMINS] = storyChats.map(({ id }) => id)

/** Timeout in ms for a screen, for a slow machine under load. */
const TIMEOUT_MS = 60_000
/** Timeout in ms for the answer to a tap. */
const TAP_WAIT_MS = 50_000

/** The sandbox of this file's suites. */
let sandbox: TelegramSandbox | undefined

/** Closes the sandbox of suites that shared one shop. */
export const closeSandbox = () => sandbox?.close()

function running(): TelegramSandbox {
  if (!sandbox) {
    throw new Error("The sandbox has not started.")
  }
  return sandbox
}

export type BotSuite = {
  /** The sandbox. Available once the suite has started. */
  sandbox: () => TelegramSandbox
  telegram: () => SandboxClient
  container: () => MedusaContainer
  /** Medusa's HTTP API as an axios instance. */
  api: ShopSuite["api"]
}

export type BotSuiteOptions = {
  /** The folder of the sandbox's web page, for suites that open it in a browser. */
  webDir?: string
  /** Allows buttons with links to this machine, such as a stand-in's pay page. */
  allowLocalUrls?: boolean
  /** More environment variables that are known only when the suite starts, such as its own Redis. */
  environment?: () => Promise<Record<string, string>>
}

/**
 * A suite with the whole shop: Medusa with its own seeded database, and the bot with a Telegram sandbox. The story's
 * florists and courier are hired, its chats are bound, and Madina is the owner.
 */
export function botSuite(name: string, suite: (shop: BotSuite) => void, options: BotSuiteOptions = {}): void {
  beforeAll(() => startSandbox(options))

  if (!isShopShared()) {
    afterAll(() => sandbox?.close())
  }

  shopSuite({
    initialState: { name: "seeded", create: openShop },
    testSuite: ({ getContainer, api }) => {
      describe(name, () => {
        // Each test starts with a fresh database and with empty chats.
        beforeEach(() => new SandboxClient(running().url).clearsHistory())

        suite({
          sandbox: running,
          telegram: () => new SandboxClient(running().url, TIMEOUT_MS),
          container: getContainer,
          api,
        })
      })
    },
  })
}

/** Starts the file's sandbox, if it does not run yet, and sets the environment of a shop that uses it. */
export async function startSandbox(options: BotSuiteOptions = {}): Promise<SandboxClient> {
  sandbox ??= await startTelegramSandbox({
    people: storyPeople,
    chats: storyChats,
    tapWaitMs: TAP_WAIT_MS,
    webDir: options.webDir,
    allowLocalUrls: options.allowLocalUrls,
  })
  Object.assign(process.env, await options.environment?.(), {
    TELEGRAM_BOT_TOKEN: sandbox.token,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    TELEGRAM_OWNER_ID: String(MADINA),
    TELEGRAM_FLORISTS_CHAT_ID: String(FLORISTS),
    TELEGRAM_COURIERS_CHAT_ID: String(COURIERS),
    TELEGRAM_SHOP_CHANNEL_ID: String(CHANNEL),
    TELEGRAM_ADMIN_CHAT_ID: String(ADMINS),
  })
  return new SandboxClient(sandbox.url, TIMEOUT_MS)
}

/** Seeds the shop, hires the story's people, and lets a test of any hour find a delivery slot. */
async function openShop(container: MedusaContainer): Promise<void> {
  await seedForTest(container)
  await takeOnStaff(container)
  await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw("update delivery_window set cut_off_minutes = ?", [calmCutOff()])
}

async function takeOnStaff(container: MedusaContainer): Promise<void> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  await workshop.createStaffMembers([
    { telegram_id: String(DILNOZA), role: "florist", name: "Dilnoza Rahimova" },
    { telegram_id: String(MARINA), role: "florist", name: "Marina Kim" },
    { telegram_id: String(BOBUR), role: "courier", name: "Bobur Aliyev" },
  ])
}
