import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"
import { optionsOf } from "../../../workflows/settings"
import { bindChatWorkflow } from "../../../workflows/telegram/bind-chat"
import { PURPOSES, type BindChat } from "./validators"

/** Lists each purpose with its chat, and whether a person or the configuration bound the chat. */
async function listChats(container: MedusaContainer) {
  const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
  const { chats } = optionsOf(container)
  const data = await telegram.listChats({})
  return PURPOSES.map((purpose) => {
    const bound = data.find((chat) => chat.purpose === purpose)
    const configured = chats?.[purpose]
    if (bound) {
      const { chat_id, title, language } = bound
      return { purpose, chat_id, title, language, source: "bound" as const }
    }
    return configured
      ? { purpose, chat_id: configured, title: "", language: "ru" as const, source: "environment" as const }
      : { purpose, chat_id: null, title: "", language: null, source: null }
  })
}

/** GET /admin/telegram-chats: lists the shop's chats by purpose. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json({ telegram_chats: await listChats(req.scope) })
}

/** POST /admin/telegram-chats: binds a group or channel to a purpose. */
export async function POST(req: AuthenticatedMedusaRequest<BindChat>, res: MedusaResponse) {
  await bindChatWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor: { type: "admin", user_id: req.auth_context.actor_id } },
  })
  res.json({ telegram_chats: await listChats(req.scope) })
}
