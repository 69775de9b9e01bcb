import type { IProductModuleService, UpdateProductCategoryDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CategoryChange } from "../import-plan"

type Input = { changes: CategoryChange[]; ids: Record<string, string> }
type Update = { id: string; data: UpdateProductCategoryDTO }

/**
 * Updates categories sequentially. Each move renumbers the siblings, so the order of the calls matters.
 * Medusa's workflow cannot be used, because it applies the same values to all categories of a call.
 */
export const updateCategoriesStep = createStep(
  "update-categories",
  async ({ changes, ids }: Input, { container }) => {
    const service = container.resolve(Modules.PRODUCT)
    const before = await service.listProductCategories({ id: changes.map(({ id }) => id) }, { take: null })
    await updateOneByOne(
      service,
      changes.map(({ id, changes: { parent, ...data } }) => ({
        id,
        data: {
          ...data,
          ...(parent !== undefined && { parent_category_id: parent === null ? null : ids[parent] }),
        },
      })),
    )
    const restore = before
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
      .map(({ id, name, description, rank, parent_category_id }) => ({
        id,
        data: { name, description, rank, parent_category_id },
      }))
    return new StepResponse(undefined, restore)
  },
  async (restore, { container }) => updateOneByOne(container.resolve(Modules.PRODUCT), restore ?? []),
)

async function updateOneByOne(service: IProductModuleService, updates: Update[]): Promise<void> {
  for (const { id, data } of updates) {
    await service.updateProductCategories(id, data)
  }
}
