import type { IProductModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CatalogProduct } from "../catalog-file"
import type { ImportPlan } from "../import-plan"
import { ranksOf } from "../plan-import"

type Input = {
  /** Products that this import created. */
  products: CatalogProduct[]
  changes: ImportPlan["option_ranks"]
}
type Ranks = { id: string; ranks: Record<string, number> }

/**
 * Stores the order of the options' values. The admin and the bot show sizes in this order. Medusa does not take
 * ranks when it creates a product with its options.
 */
export const rankOptionValuesStep = createStep(
  "rank-option-values",
  async ({ products, changes }: Input, { container }) => {
    const service = container.resolve(Modules.PRODUCT)
    const handles = products.filter(({ options }) => options).map(({ handle }) => handle)
    const created = handles.length
      ? await service.listProducts(
          { handle: handles },
          { select: ["id", "handle"], relations: ["options"], take: null },
        )
      : []
    const wanted = new Map(products.map((product) => [product.handle, product.options ?? []]))
    const fresh = created.flatMap(({ handle, options }) =>
      (wanted.get(handle) ?? []).flatMap(({ title, values }): Ranks[] => {
        const option = options.find((one) => one.title === title.ru)
        return option ? [{ id: option.id, ranks: ranksOf(values) }] : []
      }),
    )
    const known = changes.map(({ product_option_id: id, ranks }) => ({ id, ranks }))
    await write(service, [...fresh, ...known])
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
