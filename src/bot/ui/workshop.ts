import type { MedusaContainer } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"

export function workshopOf(container: MedusaContainer): WorkshopModuleService {
  return container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
}
