import type { IProductModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ImportPlan } from "../import-plan"

type Ranks = { id: string; ranks: Record<string, number> }

/** Stores the order of the values of known options. The admin and the bot show sizes in this order. */
export const rankOptionValuesStep = createStep(
  "rank-option-values",
  async (changes: ImportPlan["option_ranks"], { container }) => {
    const service = container.resolve(Modules.PRODUCT)
    await write(
      service,
      changes.map(({ product_option_id: id, ranks }) => ({ id, ranks })),
    )
    return new StepResponse(
      undefined,
      changes.map(({ product_option_id: id, before }) => ({ id, ranks: before })),
    )
  },
  async (before, { container }) => write(container.resolve(Modules.PRODUCT), before ?? []),
)

async function write(service: IProductModuleService, ranks: Ranks[]): Promise<void> {
  if (ranks.length) {
    await service.upsertProductOptions(ranks)
  }
}
