import type { IProductModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CatalogCategory } from "../catalog-file"
import { rankChanges, type RankedCategory } from "../plan-categories"

/** A pass leaves only ties behind, which the next pass resolves. */
const MOST_PASSES = 10

/**
 * Numbers the siblings of the file's categories from 0 without gaps, in the order of the file's ranks. Runs after
 * the categories are created and moved.
 */
export const orderCategoriesStep = createStep(
  "order-categories",
  async (wanted: CatalogCategory[], { container }) => {
    const service = container.resolve(Modules.PRODUCT)
    const before = await read(service, wanted)
    let changes = rankChanges(wanted, before)
    for (let pass = 0; changes.length && pass < MOST_PASSES; pass++) {
      await write(service, changes)
      changes = rankChanges(wanted, await read(service, wanted))
    }
    return new StepResponse(undefined, before)
  },
  async (before, { container }) => {
    const service = container.resolve(Modules.PRODUCT)
    const now = await service.listProductCategories(
      { id: (before ?? []).map(({ id }) => id) },
      { take: null },
    )
    const rankNow = new Map(now.map(({ id, rank }) => [id, rank]))
    await write(
      service,
      (before ?? []).filter(({ id, rank }) => rankNow.has(id) && rankNow.get(id) !== rank),
    )
  },
)

async function read(service: IProductModuleService, wanted: CatalogCategory[]): Promise<RankedCategory[]> {
  if (!wanted.length) {
    return []
  }
  const categories = await service.listProductCategories({}, { take: null, order: { rank: "ASC" } })
  return categories.map(({ id, handle, rank, parent_category_id }) => ({
    id,
    handle,
    rank: rank ?? 0,
    parent_category_id: parent_category_id ?? null,
  }))
}

/** One after another: Medusa renumbers the siblings at each change. */
async function write(
  service: IProductModuleService,
  ranks: Pick<RankedCategory, "id" | "rank">[],
): Promise<void> {
  for (const { id, rank } of ranks) {
    await service.updateProductCategories(id, { rank })
  }
}
