import type { ProductVariantDTO } from "@medusajs/framework/types"
import { getTranslatedLineItemsStep } from "@medusajs/medusa/core-flows"
import type { WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { LineToWrite } from "../rules/add-lines"
import type { Filling } from "./read-filling"

/** Translates lines with Medusa's step. Without a locale, the step changes nothing. */
export const translateLines = <Line extends LineToWrite>(
  items: Line[] | WorkflowData<Line[]>,
  { variants, translated_to }: WorkflowData<Filling>,
) =>
  getTranslatedLineItemsStep({
    items,
    // The variants have only the fields that were read; other texts are not translated.
    variants: variants as unknown as Partial<ProductVariantDTO>[],
    locale: translated_to,
  })
