import type { MedusaContainer } from "@medusajs/framework/types"
import { SANDBOX_BOT } from "../../lib/shop"
import { OUTBOX_MODULE } from "../../modules/outbox"
import type OutboxModuleService from "../../modules/outbox/service"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { optionsOf } from "../settings"
import { forgetAdminRoles } from "../staff/admin-role"

const servicesOf = (container: MedusaContainer) => ({
  workshop: container.resolve<WorkshopModuleService>(WORKSHOP_MODULE),
  telegram: container.resolve<TelegramModuleService>(TELEGRAM_MODULE),
  outbox: container.resolve<OutboxModuleService>(OUTBOX_MODULE),
})

/**
 * Ends everything of Telegram's sandbox when the shop goes live: dismisses the staff, and deletes the accounts with their
 * sessions, the bound chats, the updates, the cards and the unsent messages. Orders and customers stay. Idempotent.
 */
export async function endSandbox(container: MedusaContainer): Promise<void> {
  const { workshop, telegram, outbox } = servicesOf(container)
  await workshop.dismissSandbox()
  await outbox.deleteSandbox()
  await telegram.deleteSandbox()
  forgetAdminRoles()
}

/**
 * Checks that a shop with a real bot has nothing of Telegram's sandbox.
 *
 * @returns a sentence about what is left; undefined when nothing is, or when the bot is the sandbox's
 */
export async function sandboxLeftovers(container: MedusaContainer): Promise<string | undefined> {
  const { token } = optionsOf(container)
  if (!token || token.startsWith(`${SANDBOX_BOT}:`)) {
    return undefined
  }
  const { workshop, telegram, outbox } = servicesOf(container)
  const [staff, records, messages] = await Promise.all([
    workshop.countSandboxStaff(),
    telegram.countSandbox(),
    outbox.countSandbox(),
  ])
  if (staff + records + messages === 0) {
    return undefined
  }
  return (
    `The database still has ${staff} staff members, ${records} accounts, chats and updates, and ${messages} messages ` +
    `of the Telegram sandbox, whose ids belong to strangers on Telegram. Remove them with "npm start", or with ` +
    `"medusa exec ./packages/sample-shop/prepare-shop.js live", and start again.`
  )
}
