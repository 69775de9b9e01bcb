import type { ProductVariantDTO } from "@medusajs/framework/types"
import { getTranslatedLineItemsStep } from "@medusajs/medusa/core-flows"
import type { WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { LineToWrite } from "../rules/add-lines"
import type { Filling } from "./read-filling"

/** Core's step, which does nothing where there is no language to ask for. */
export const translateLines = <Line extends LineToWrite>(
  items: Line[] | WorkflowData<Line[]>,
  { variants, translated_to }: WorkflowData<Filling>,
) =>
  getTranslatedLineItemsStep({
    items,
    // What was not read of a variant and its product is not translated either.
    variants: variants as unknown as Partial<ProductVariantDTO>[],
    locale: translated_to,
  })
