import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { asError } from "../../../lib/as-error"
import type { ShopContext } from "../../runtime/context"
import { textsIn } from "../../ui/texts"
import { telegramOf } from "../../runtime/telegram"
import { sectionsOf } from "../owner/access"
import { isKeeper } from "../stock/access"

const SHOPPING = ["catalog", "search", "cart"] as const

/**
 * Sets the command menu of a staff member's private chat. A deactivated member gets the default menu.
 * Only logs a refusal of Telegram, because the shop works without the menu.
 */
export async function setStaffCommands(ctx: ShopContext, member: StaffMemberRecord): Promise<void> {
  const scope = { type: "chat", chat_id: Number(member.telegram_id) } as const
  try {
    if (!member.active) {
      await ctx.api.deleteMyCommands({ scope })
      return
    }
    const account = await telegramOf(ctx.container).findAccount(member.telegram_id)
    await ctx.api.setMyCommands(commandsOf(member, account?.language ?? member.language), { scope })
  } catch (error) {
    ctx.logger.warn(
      `telegram: the command menu of staff member ${member.id} was not set: ${asError(error).message}`,
    )
  }
}

function commandsOf(member: StaffMemberRecord, language: StaffMemberRecord["language"]) {
  const t = textsIn(language)
  const own = [
    { command: "work", description: t.plain("staff.command_work") },
    ...(isKeeper(member) ? [{ command: "stock", description: t.plain("staff.command_stock") }] : []),
    ...(sectionsOf(member).length ? [{ command: "shop", description: t.plain("staff.command_shop") }] : []),
    ...(member.role === "owner" ? [{ command: "staff", description: t.plain("staff.command_staff") }] : []),
  ]
  const shopping = SHOPPING.map((command) => ({
    command,
    description: t.plain(`common.command_${command}`),
  }))
  const rest = (["language", "help"] as const).map((command) => ({
    command,
    description: t.plain(`common.command_${command}`),
  }))
  return [
    ...own,
    { command: "start", description: t.plain("common.command_start") },
    { command: "orders", description: t.plain("staff.command_orders") },
    ...shopping,
    ...rest,
  ]
}
