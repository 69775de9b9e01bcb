import { MedusaService } from "@medusajs/framework/utils"
import { ShowcaseBouquet } from "./models/showcase-bouquet"

/** The bouquets of the showcase: what florists made without an order. */
class ShowcaseModuleService extends MedusaService({ ShowcaseBouquet }) {}

export default ShowcaseModuleService
