import { MedusaService } from "@medusajs/framework/utils"
import { Hold } from "./models/hold"
import { HoldItem } from "./models/hold-item"

/** Stores holds. The workflows create and release holds under the locks of the inventory items. */
class HoldModuleService extends MedusaService({ Hold, HoldItem }) {}

export default HoldModuleService
