import { MedusaService } from "@medusajs/framework/utils"

class WorkshopModuleService extends MedusaService({}) {}

export default WorkshopModuleService
