import { MedusaService } from "@medusajs/framework/utils"

class DeliveryModuleService extends MedusaService({}) {}

export default DeliveryModuleService
