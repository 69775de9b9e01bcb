import type { MedusaContainer } from "@medusajs/framework/types"
import { SANDBOX_BOT } from "../../lib/shop"
import { OUTBOX_MODULE } from "../../modules/outbox"
import type OutboxModuleService from "../../modules/outbox/service"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { servesAllChannels } from "../shop-scope"
import { coreOf, optionsOf } from "../settings"
import { forgetAdminRoles } from "../staff/admin-role"

const servicesOf = (container: MedusaContainer) => ({
  workshop: container.resolve<WorkshopModuleService>(WORKSHOP_MODULE),
  telegram: container.resolve<TelegramModuleService>(TELEGRAM_MODULE),
  outbox: container.resolve<OutboxModuleService>(OUTBOX_MODULE),
})

/**
 * Marks a live shop: a lease that does not end before the shop works with the sandbox again. A live shop can meet real
 * people and chats with short ids like the sandbox's, because Telegram's oldest accounts have such ids.
 */
const LIVE = { name: "telegram-live", holder: "shop", seconds: 100 * 365 * 86_400 }

async function isLive(container: MedusaContainer): Promise<boolean> {
  return (await coreOf(container).listLeases({ id: LIVE.name }, { take: 1 })).length > 0
}

/**
 * Ends everything of Telegram's sandbox when the shop goes live: dismisses the staff, and deletes the accounts with their
 * sessions, the bound chats, the updates, the cards and the unsent messages. Orders and customers stay. Does nothing in a
 * shop that is live already.
 */
export async function endSandbox(container: MedusaContainer): Promise<void> {
  if (await isLive(container)) {
    return
  }
  const { workshop, telegram, outbox } = servicesOf(container)
  await workshop.dismissSandbox()
  await outbox.deleteSandbox()
  await telegram.deleteSandbox()
  forgetAdminRoles()
}

/**
 * Checks that a shop with a real bot has nothing of Telegram's sandbox, and then marks it as live. Each start of a bot calls
 * it. A store with other sales channels never ran with the sandbox.
 *
 * @returns a sentence about what is left; undefined when nothing is, or when the bot is the sandbox's
 */
export async function sandboxLeftovers(container: MedusaContainer): Promise<string | undefined> {
  const { token } = optionsOf(container)
  if (!token || !servesAllChannels(container)) {
    return undefined
  }
  if (token.startsWith(`${SANDBOX_BOT}:`)) {
    await coreOf(container).releaseLease(LIVE.name, LIVE.holder)
    return undefined
  }
  if (await isLive(container)) {
    return undefined
  }
  const { workshop, telegram, outbox } = servicesOf(container)
  const [staff, records, messages] = await Promise.all([
    workshop.countSandboxStaff(),
    telegram.countSandbox(),
    outbox.countSandbox(),
  ])
  if (staff + records + messages === 0) {
    await coreOf(container).acquireLease(LIVE.name, LIVE.holder, LIVE.seconds)
    return undefined
  }
  return (
    `The database still has ${staff} staff members, ${records} accounts, chats and updates, and ${messages} messages ` +
    `of the Telegram sandbox, whose ids belong to strangers on Telegram. Remove them with "npm start", or with ` +
    `"medusa exec ./packages/sample-shop/prepare-shop.js live", and start again.`
  )
}
