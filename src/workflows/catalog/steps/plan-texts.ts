import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CatalogFile } from "../catalog-file"
import { readCatalogState } from "../read-catalog-state"
import { changedTexts, uzbekTexts } from "../catalog-texts"

/** Plans the Uzbek texts to write. Runs after all records of the file exist in the shop. */
export const planTextsStep = createStep("plan-texts", async (file: CatalogFile, { container }) => {
  const state = await readCatalogState(container, file)
  return new StepResponse(changedTexts(uzbekTexts(file, state), state.translations))
})
