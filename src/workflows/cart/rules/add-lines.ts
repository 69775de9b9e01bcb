import type { CreateLineItemDTO } from "@medusajs/framework/types"
import type { CartLine, VariantToAdd } from "../../../medusa-sql/cart-to-fill"
import { deepEqualObj, isPresent, MathBN, PriceListType } from "@medusajs/framework/utils"

/** An item to add to a cart. */
export type ItemToAdd = { variant_id: string; quantity: number; metadata?: Record<string, unknown> }

/** A price as core calculates it. */
export type Price = {
  calculated_amount: number
  original_amount: number | null
  is_tax_inclusive: boolean
  /** Type of the price list that supplied the price; null for the default price. */
  list_type: string | null
}

/** An item to add, with its target line. */
export type PlannedItem = {
  item: ItemToAdd
  /** The existing line whose quantity grows; null if the item becomes a new line. */
  line: CartLine | null
  /** The line's quantity afterwards. Prices may depend on it. */
  quantity: number
}

const hasSameMetadata = (line: CartLine, item: ItemToAdd) =>
  (!isPresent(line.metadata) && !isPresent(item.metadata)) || deepEqualObj(line.metadata, item.metadata)

/**
 * Matches items with existing lines, by the rule of Medusa's addToCartWorkflow. An item joins the line of the
 * same variant with equal metadata, unless the line has a custom price.
 */
export function planItems(lines: CartLine[], items: ItemToAdd[]): PlannedItem[] {
  const counts = new Map(lines.map((line) => [line.id, line.quantity]))
  return items.map((item) => {
    const line = lines.find(
      (one) => one.variant_id === item.variant_id && !one.is_custom_price && hasSameMetadata(one, item),
    )
    if (!line) {
      return { item, line: null, quantity: item.quantity }
    }
    const quantity = (counts.get(line.id) ?? 0) + item.quantity
    counts.set(line.id, quantity)
    return { item, line, quantity }
  })
}

/** Medusa stores `is_giftcard` too, but its type lacks the field. */
export type LineToWrite = CreateLineItemDTO & { is_giftcard: boolean }

/** Builds the line that Medusa would create for an item. */
export function lineOf(variant: VariantToAdd, item: ItemToAdd, price: Price): LineToWrite {
  const { product } = variant
  return {
    quantity: item.quantity,
    title: product?.title ?? "",
    subtitle: variant.title ?? undefined,
    thumbnail: variant.thumbnail ?? product?.thumbnail ?? undefined,
    product_id: product?.id,
    product_title: product?.title,
    product_description: product?.description ?? undefined,
    product_subtitle: product?.subtitle ?? undefined,
    product_type: product?.type?.value,
    product_type_id: product?.type?.id,
    product_collection: product?.collection?.title,
    product_handle: product?.handle ?? undefined,
    variant_id: variant.id,
    variant_sku: variant.sku ?? undefined,
    variant_barcode: variant.barcode ?? undefined,
    variant_title: variant.title ?? undefined,
    is_discountable: product?.discountable,
    is_giftcard: product?.is_giftcard ?? false,
    requires_shipping: variant.requires_shipping,
    unit_price: price.calculated_amount,
    compare_at_unit_price: amountBeforeSale(price) ?? undefined,
    is_tax_inclusive: price.is_tax_inclusive,
    metadata: item.metadata ?? {},
  }
}

/**
 * The price before a sale; null if the price is not a sale price, or does not differ from the original price.
 */
function amountBeforeSale({ list_type, calculated_amount, original_amount }: Price): number | null {
  const isCheaper =
    list_type === PriceListType.SALE &&
    original_amount !== null &&
    !MathBN.eq(original_amount, calculated_amount)
  return isCheaper ? original_amount : null
}

/** An existing line whose quantity grows, with its previous values. */
export type GrownLine = {
  before: Pick<CartLine, "id" | "quantity" | "unit_price" | "compare_at_unit_price">
  after: Pick<CartLine, "id" | "quantity" | "unit_price"> & {
    variant_id: string
    compare_at_unit_price: number | undefined
  }
}

/**
 * The existing lines whose quantity grows. If several items join one line, the first item determines its
 * price, as in Medusa.
 */
export function grownLines(planned: PlannedItem[], prices: Price[]): GrownLine[] {
  const grown = new Map<string, GrownLine>()
  planned.forEach(({ item, line, quantity }, index) => {
    if (line) {
      const { id, unit_price, compare_at_unit_price } = line
      const before = { id, quantity: line.quantity, unit_price, compare_at_unit_price }
      const priced = grown.get(id)?.after ?? {
        id,
        variant_id: item.variant_id,
        unit_price: prices[index].calculated_amount,
        compare_at_unit_price: amountBeforeSale(prices[index]) ?? compare_at_unit_price ?? undefined,
      }
      grown.set(id, { before, after: { ...priced, quantity } })
    }
  })
  return [...grown.values()]
}
