import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import {
  PricingEvents,
  ProductEvents,
  ProductCategoryWorkflowEvents,
  ProductTagWorkflowEvents,
  ProductVariantWorkflowEvents,
  ProductWorkflowEvents,
  RegionWorkflowEvents,
  SalesChannelWorkflowEvents,
  TranslationWorkflowEvents,
} from "@medusajs/framework/utils"
import { forgetCatalog } from "../bot/catalog/cache"
import { notifyOfChange } from "../bot/catalog/changes"

/** Staff changed the catalogue: the bot shows it as it is from the next tap on, in every process. */
export default async function catalogChanged({ container }: SubscriberArgs): Promise<void> {
  forgetCatalog()
  await notifyOfChange(container)
}

/** The modules' own events come too when a price or a product changes outside of a workflow. */
export const config: SubscriberConfig = {
  event: [
    ...Object.values(ProductWorkflowEvents),
    ...Object.values(ProductVariantWorkflowEvents),
    ...Object.values(ProductCategoryWorkflowEvents),
    ...Object.values(ProductTagWorkflowEvents),
    ...Object.values(SalesChannelWorkflowEvents),
    ...Object.values(RegionWorkflowEvents),
    ...Object.values(TranslationWorkflowEvents),
    ...Object.values(ProductEvents),
    ...Object.values(PricingEvents),
  ],
  context: { subscriberId: "catalog-changed" },
}
