import type { CatalogProduct, CatalogVariant } from "./catalog-file"
import type { FileIndex } from "./file-index"
import type { CatalogState, ItemState, ProductState, VariantState } from "./catalog-state"
import { variantTitle } from "./catalog-texts"
import type { ImportPlan, KitChange } from "./import-plan"

/**
 * Adds to the plan the inventory changes of a variant: its own inventory item and stock level, or its kit. The stems of a
 * kit that the shop does not have yet are planned with it, because a later batch of the file may create their product.
 */
export function planStock(
  product: CatalogProduct,
  variant: CatalogVariant,
  known: ProductState | undefined,
  context: { file: FileIndex; state: CatalogState; plan: ImportPlan },
): void {
  const { file, state, plan } = context
  const present = known?.variants.find(({ sku }) => sku === variant.sku)
  const item = state.items.find(({ sku }) => sku === variant.sku)
  const ownsItem = !variant.contents && (variant.stock !== undefined || !present)
  if (ownsItem && !item) {
    planItem(product, variant, plan)
  } else if (ownsItem && item) {
    planLevel(item, variant.stock, plan)
  }
  for (const { sku } of variant.contents ?? []) {
    const stem = file.variants.get(sku)
    if (stem && !state.items.some((one) => one.sku === sku)) {
      planItem(stem.product, stem.variant, plan)
    }
  }
  if (present && (variant.contents || ownsItem)) {
    const contents = variant.contents ?? [{ sku: variant.sku, quantity: 1 }]
    plan.kit.push(...kitChanges(contents, present, state.items))
  }
}

function planItem(product: CatalogProduct, variant: CatalogVariant, plan: ImportPlan): void {
  if (!plan.items.some(({ sku }) => sku === variant.sku)) {
    plan.items.push({ sku: variant.sku, title: itemTitle(product, variant), stock: variant.stock ?? 0 })
  }
}

function itemTitle(product: CatalogProduct, variant: CatalogVariant): string {
  const title = variantTitle(product, variant, "ru")
  return variant.title || product.options ? `${product.title.ru} ${title}` : product.title.ru
}

function planLevel(item: ItemState, stock: number | undefined, plan: ImportPlan): void {
  if (!item.level) {
    plan.levels.create.push({ sku: item.sku, stock: stock ?? 0 })
  } else if (stock !== undefined && stock !== item.level.stocked) {
    plan.levels.update.push({ id: item.level.id, inventory_item_id: item.id, stock })
  }
}

function kitChanges(
  contents: { sku: string; quantity: number }[],
  present: VariantState,
  items: ItemState[],
): KitChange[] {
  const wanted = contents.map(({ sku, quantity }) => ({
    sku,
    quantity,
    item_id: items.find((i) => i.sku === sku)?.id,
  }))
  const changes = wanted.flatMap(({ sku, quantity, item_id }): KitChange[] => {
    const now = present.contents.find(({ inventory_item_id }) => inventory_item_id === item_id)
    if (now?.quantity === quantity) {
      return []
    }
    const action = now ? "update" : "create"
    return [{ action, variant_id: present.id, sku, ...(item_id && { item_id }), quantity }]
  })
  const gone = present.contents.filter(
    (now) => !wanted.some(({ item_id }) => item_id === now.inventory_item_id),
  )
  return [
    ...changes,
    ...gone.map(({ inventory_item_id, quantity }) => ({
      action: "dismiss" as const,
      variant_id: present.id,
      item_id: inventory_item_id,
      quantity,
    })),
  ]
}
