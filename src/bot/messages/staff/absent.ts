import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { GrammyError, type Api } from "grammy"
import type { ChatPurpose, ShopChat } from "../../../modules/telegram/service"
import type { StaffRole } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { settingsOf } from "../../../workflows/settings"
import { enqueue } from "../../outbox"
import { ownersInPrivate } from "../../outbox/desk"
import { outboxApi } from "../../outbox/run"
import { isQuiet } from "../quiet-hours"
import { chatIdIn } from "../../runtime/chat-address"
import { telegramOf } from "../../runtime/telegram"
import type { Translate } from "../../ui/texts"
import { workshopOf } from "../../ui/workshop"

/** The chat in which a member of a role works. */
const CHAT_OF: Partial<Record<StaffRole, ChatPurpose>> = {
  owner: "admin",
  manager: "admin",
  florist: "florists",
  courier: "couriers",
}

/** A hire is given this time, in ms, before the owners are told that something is missing. */
const GRACE_MS = 60 * 60 * 1000

/** What a member still lacks for their work: the bot cannot write to them, or they have not joined the chat. */
export type Lack = { kind: "start" | "blocked" } | { kind: "chat"; purpose: ChatPurpose }

/** The chat in which a member works, if the bot can reach it. */
export async function chatOfMember(
  container: MedusaContainer,
  { role }: Pick<StaffMemberRecord, "role">,
): Promise<ShopChat | undefined> {
  const purpose = CHAT_OF[role]
  const chat = purpose && (await telegramOf(container).chatFor(purpose))
  return chat && !chat.problem ? chat : undefined
}

/** Whether a person is in a chat. Telegram answers 400 for a person whom the bot has not met there. */
export async function isIn(api: Api, chat: ShopChat, telegramId: string): Promise<boolean> {
  try {
    const member = await api.getChatMember(chatIdIn(chat.chat_id), Number(telegramId))
    return member.status === "restricted" ? member.is_member : !["left", "kicked"].includes(member.status)
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) {
      return false
    }
    throw error
  }
}

/** What each active member lacks. Members who lack nothing are left out. */
export async function lacksOf(
  container: MedusaContainer,
  api: Api,
  members: StaffMemberRecord[],
): Promise<Map<string, Lack>> {
  const active = members.filter((member) => member.active)
  const accounts = await telegramOf(container).listAccounts(
    { telegram_id: active.map(({ telegram_id }) => telegram_id) },
    { select: ["telegram_id", "language", "blocked_at"], take: active.length },
  )
  const accountOf = new Map(accounts.map((account) => [account.telegram_id, account]))
  const roles = [...new Set(active.map(({ role }) => role))]
  const chatOf = new Map(
    await Promise.all(roles.map(async (role) => [role, await chatOfMember(container, { role })] as const)),
  )
  const found = await Promise.all(
    active.map(async (member): Promise<[string, Lack] | undefined> => {
      const account = accountOf.get(member.telegram_id)
      if (!account?.language) {
        return [member.id, { kind: "start" }]
      }
      if (account.blocked_at) {
        return [member.id, { kind: "blocked" }]
      }
      const chat = chatOf.get(member.role)
      return chat && !(await isIn(api, chat, member.telegram_id))
        ? [member.id, { kind: "chat", purpose: chat.purpose }]
        : undefined
    }),
  )
  return new Map(found.filter((one) => one !== undefined))
}

export function lackText(t: Translate, lack: Lack): string {
  return lack.kind === "chat"
    ? t.plain("staff.lacks_chat", { purpose: t.plain(`staff.purpose_${lack.purpose}`) })
    : t.plain(`staff.lacks_${lack.kind}`)
}

/**
 * Tells the owners who has not pressed Start or has not joined the chat an hour after the hire: one message, and another one
 * only when the list has changed. Tells nothing in the quiet hours.
 */
export async function tellOfAbsent(container: MedusaContainer, now: Date = new Date()): Promise<void> {
  const api = outboxApi(container)
  if (!api || isQuiet(now, settingsOf(container).quietHours)) {
    return
  }
  const members = await workshopOf(container).listStaffMembers(
    { active: true, updated_at: { $lt: new Date(now.getTime() - GRACE_MS) } },
    { take: null, order: { name: "ASC" } },
  )
  const lacks = await lacksOf(container, api, members)
  if (!lacks.size) {
    return
  }
  const list = [...lacks].map(([id, lack]) => `${id}:${JSON.stringify(lack)}`).sort()
  const key = createHash("sha256").update(list.join()).digest("base64url").slice(0, 16)
  const named = members.flatMap(({ id, name }) => {
    const lack = lacks.get(id)
    return lack ? [{ name, lack }] : []
  })
  await enqueue(
    container,
    (await ownersInPrivate(container)).map(({ chatId, t }) => ({
      key: `absent:${key}:${chatId}`,
      chatId,
      screen: {
        text: [
          t("staff.absent"),
          "",
          ...named.map(({ name, lack }) => t("staff.absent_member", { name, lack: lackText(t, lack) })),
        ].join("\n"),
      },
    })),
  )
}
