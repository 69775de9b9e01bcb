import { MedusaService } from "@medusajs/framework/utils"
import { Hold } from "./models/hold"
import { HoldItem } from "./models/hold-item"

/** What is kept for whose cart. Holds are taken and let go by the workflows, under the locks of their stock. */
class HoldModuleService extends MedusaService({ Hold, HoldItem }) {}

export default HoldModuleService
