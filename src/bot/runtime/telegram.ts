import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"

export function telegramOf(container: MedusaContainer): TelegramModuleService {
  return container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
}
