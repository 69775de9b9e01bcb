import type { NextFunction } from "grammy"
import { UNNAMED_OWNER } from "../../../lib/shop"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import { workshopOf } from "../../ui/workshop"
import { setStaffCommands } from "./commands"
import { optionsOf } from "../../../workflows/settings"

/** Makes the configured owner (TELEGRAM_OWNER_ID) a staff member with their Telegram name when they first write to the bot. */
export async function ownerAtFirstWord(ctx: ShopContext, next: NextFunction): Promise<void> {
  const { ownerId } = optionsOf(ctx.container)
  if (ownerId && ctx.from && !ctx.channelPost && String(ctx.from.id) === ownerId) {
    await ensureOwner(ctx, ownerId)
  }
  await next()
}

async function ensureOwner(ctx: ShopContext, ownerId: string): Promise<void> {
  const workshop = workshopOf(ctx.container)
  const known = await workshop.findActiveMember(ownerId)
  if (known?.role === "owner" && known.name !== UNNAMED_OWNER) {
    return
  }
  const { first_name, last_name, language } = ctx.account
  const owner = await workshop.ensureOwner({
    telegram_id: ownerId,
    name: [first_name, last_name].filter(Boolean).join(" "),
    language: language ?? undefined,
  })
  if (ctx.chat?.type === "private") {
    await setStaffCommands(ctx, owner)
  }
}

/** The sender as a staff member, if they are an active owner. */
export async function ownerOf(ctx: ShopContext): Promise<StaffMemberRecord | undefined> {
  const member = await workshopOf(ctx.container).findActiveMember(ctx.account.telegram_id)
  return member?.role === "owner" ? member : undefined
}
