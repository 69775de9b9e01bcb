import type { MedusaContainer } from "@medusajs/framework/types"
import { OUTBOX_MODULE } from "../../modules/outbox"
import type OutboxModuleService from "../../modules/outbox/service"

export function outboxOf(container: MedusaContainer): OutboxModuleService {
  return container.resolve<OutboxModuleService>(OUTBOX_MODULE)
}
