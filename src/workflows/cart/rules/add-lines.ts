import type { CreateLineItemDTO } from "@medusajs/framework/types"
import type { LineThere, VariantToAdd } from "../../../medusa-sql/cart-to-fill"
import { deepEqualObj, isPresent, MathBN, PriceListType } from "@medusajs/framework/utils"

/** What is put into a cart. */
export type ItemToAdd = { variant_id: string; quantity: number; metadata?: Record<string, unknown> }

/** A price as core calculates it. */
export type Price = {
  calculated_amount: number
  original_amount: number | null
  is_tax_inclusive: boolean
  /** Of what kind of price list it is; null for the everyday price. */
  list_type: string | null
}

/** An item on its way into the cart. */
export type PlannedItem = {
  item: ItemToAdd
  /** The line that it joins; null when it becomes one of its own. */
  line: LineThere | null
  /** How many there are then in that line: prices may depend on it. */
  quantity: number
}

const isNotedTheSame = (line: LineThere, item: ItemToAdd) =>
  (!isPresent(line.metadata) && !isPresent(item.metadata)) || deepEqualObj(line.metadata, item.metadata)

/**
 * Which items join which lines, as core's add-to-cart has it: those of the same variant with the same noted on them,
 * unless staff gave the line a price of its own.
 */
export function planItems(there: LineThere[], items: ItemToAdd[]): PlannedItem[] {
  const counts = new Map(there.map((line) => [line.id, line.quantity]))
  return items.map((item) => {
    const line = there.find(
      (one) => one.variant_id === item.variant_id && !one.is_custom_price && isNotedTheSame(one, item),
    )
    if (!line) {
      return { item, line: null, quantity: item.quantity }
    }
    const quantity = (counts.get(line.id) ?? 0) + item.quantity
    counts.set(line.id, quantity)
    return { item, line, quantity }
  })
}

/** Medusa writes the last one too, and does not say so in its type. */
export type LineToWrite = CreateLineItemDTO & { is_giftcard: boolean }

/** The line that core would write for an item. */
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

/** What it costs when there is no sale; null when there is none, or it is not cheaper by it. */
function amountBeforeSale({ list_type, calculated_amount, original_amount }: Price): number | null {
  const isCheaper =
    list_type === PriceListType.SALE &&
    original_amount !== null &&
    !MathBN.eq(original_amount, calculated_amount)
  return isCheaper ? original_amount : null
}

/** A line that gets more, and how it was before. */
export type GrownLine = {
  before: Pick<LineThere, "id" | "quantity" | "unit_price" | "compare_at_unit_price">
  after: Pick<LineThere, "id" | "quantity" | "unit_price"> & {
    variant_id: string
    compare_at_unit_price: number | undefined
  }
}

/** Lines that get more. Of several items that join one line, the first decides its price, as in core. */
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
