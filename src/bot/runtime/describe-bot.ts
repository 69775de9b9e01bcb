import type { Api } from "grammy"
import { textsIn } from "../ui/texts"
import type { Language } from "../../lib/shop"

const COMMANDS = ["start", "catalog", "search", "cart", "orders", "status", "language", "help"] as const

/** Sets the bot's commands and description in Russian and Uzbek; Russian is the default. */
export async function describeBot(api: Api): Promise<void> {
  const commands = (language: Language) =>
    COMMANDS.map((command) => ({
      command,
      description: textsIn(language).plain(`common.command_${command}`),
    }))
  const scope = { type: "all_private_chats" } as const
  await api.setMyCommands(commands("ru"), { scope })
  await api.setMyCommands(commands("uz"), { scope, language_code: "uz" })
  await api.setMyDescription(textsIn("ru").plain("common.description"))
  await api.setMyDescription(textsIn("uz").plain("common.description"), { language_code: "uz" })
}
