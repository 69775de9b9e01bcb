import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"
import { bindChatWorkflow } from "../../../workflows/telegram/bind-chat"
import { PURPOSES, type BindChat } from "./validators"

/**
 * Lists each purpose with its chat, whether a person or the configuration bound the chat, and why the bot cannot write
 * there.
 */
async function listChats(container: MedusaContainer) {
  const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
  return Promise.all(
    PURPOSES.map(async (purpose) => {
      const chat = await telegram.chatFor(purpose)
      if (!chat) {
        return {
          purpose,
          chat_id: null,
          message_thread_id: null,
          title: "",
          language: null,
          source: null,
          problem: null,
        }
      }
      const [chat_id, thread] = chat.chat_id.split("/")
      return {
        purpose,
        chat_id,
        message_thread_id: thread ?? null,
        title: chat.title,
        language: chat.language,
        source: chat.is_bound ? ("bound" as const) : ("environment" as const),
        problem: chat.problem,
      }
    }),
  )
}

/** GET /admin/telegram-chats: lists the shop's chats by purpose. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json({ telegram_chats: await listChats(req.scope) })
}

/** POST /admin/telegram-chats: binds a group, a topic or a channel to a purpose. */
export async function POST(req: AuthenticatedMedusaRequest<BindChat>, res: MedusaResponse) {
  await bindChatWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor: { type: "admin", user_id: req.auth_context.actor_id } },
  })
  res.json({ telegram_chats: await listChats(req.scope) })
}
