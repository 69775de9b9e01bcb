import type { CreateOrderDTO } from "@medusajs/framework/types"
import { OrderStatus } from "@medusajs/framework/utils"
import type { LineDemand } from "../../hold/rules"
import type { LineToPlace, MethodToPlace, VariantToPlace } from "../../../medusa-sql/cart-to-place"
import type { CartToPlace } from "../cart-to-place"

/** The fields of a new order's line that its reservation needs. */
export type NewLine = { id: string; variant_id?: string | null; quantity: number }

type Reservation = {
  /** Id of the order's line. */
  id: string
  inventory_item_id: string
  required_quantity: number
  allow_backorder: boolean
  quantity: number
  location_ids: string[]
}

const isUntouched = ({ tax_lines, adjustments }: LineToPlace | MethodToPlace) =>
  !tax_lines.length && !adjustments.length

/** Whether the variant has no inventory management, or each of its inventory items has a stock location. */
const hasLocation = (variant: VariantToPlace) =>
  !variant.manage_inventory ||
  (variant.inventory_items.length > 0 && variant.inventory_items.every(({ places }) => places.length > 0))

/** Whether each line that requires shipping has a shipping method of its shipping profile. */
function isShipped({ items, shipping_methods: methods }: CartToPlace): boolean {
  const served = methods.map((method) => method.shipping_profile_id)
  return items
    .filter((line) => line.requires_shipping)
    .every((line) => served.includes(line.variant?.product?.shipping_profile_id ?? null))
}

/**
 * Whether the order is an exact copy of the cart, so that Medusa's completeCartWorkflow is not necessary.
 * Carts with taxes, discounts, credit lines or unusual data are not plain.
 */
export function isPlain(cart: CartToPlace): boolean {
  return (
    !cart.completed_at &&
    !cart.promotions.length &&
    !cart.credit_lines.length &&
    cart.total > 0 &&
    cart.items.every(
      (line) => line.quantity > 0 && line.variant?.product && hasLocation(line.variant) && isUntouched(line),
    ) &&
    cart.shipping_methods.every(isUntouched) &&
    isShipped(cart)
  )
}

function orderLine({ variant, ...line }: LineToPlace) {
  return {
    quantity: line.quantity,
    title: line.title,
    subtitle: line.subtitle,
    thumbnail: line.thumbnail,
    product_id: variant?.product?.id,
    product_title: line.product_title,
    product_description: line.product_description,
    product_subtitle: line.product_subtitle,
    product_type: line.product_type,
    product_type_id: line.product_type_id,
    product_collection: line.product_collection,
    product_handle: line.product_handle,
    variant_id: variant?.id,
    variant_sku: line.variant_sku,
    variant_barcode: line.variant_barcode,
    variant_title: line.variant_title,
    variant_option_values: line.variant_option_values,
    is_discountable: line.is_discountable,
    is_giftcard: variant?.product?.is_giftcard ?? false,
    requires_shipping: line.requires_shipping,
    unit_price: line.raw_unit_price,
    compare_at_unit_price: line.raw_compare_at_unit_price,
    is_tax_inclusive: line.is_tax_inclusive,
    metadata: line.metadata ?? {},
    tax_lines: [],
    adjustments: [],
  }
}

const orderMethod = (method: MethodToPlace) => ({
  name: method.name,
  description: method.description,
  amount: method.raw_amount,
  is_tax_inclusive: method.is_tax_inclusive,
  shipping_option_id: method.shipping_option_id,
  data: method.data,
  metadata: method.metadata,
  tax_lines: [],
  adjustments: [],
})

/** Copies an address without its row's id and timestamps. */
function orderAddress(address: CartToPlace["billing_address"]) {
  if (!address) {
    return null
  }
  const { id: _id, created_at: _created, updated_at: _updated, deleted_at: _deleted, ...place } = address
  return place
}

/** Builds the order of a plain cart with the same fields as Medusa's completeCartWorkflow. */
export function orderOf(cart: CartToPlace): CreateOrderDTO {
  const order = {
    region_id: cart.region?.id,
    customer_id: cart.customer?.id,
    sales_channel_id: cart.sales_channel_id,
    status: OrderStatus.PENDING,
    email: cart.email,
    currency_code: cart.currency_code,
    locale: cart.locale,
    shipping_address: orderAddress(cart.shipping_address),
    billing_address: orderAddress(cart.billing_address),
    no_notification: false,
    items: cart.items.map(orderLine),
    shipping_methods: cart.shipping_methods.map(orderMethod),
    metadata: cart.metadata,
    promo_codes: [],
    credit_lines: [],
  }
  // Medusa's types do not allow null here, but its own workflow passes null too.
  return order as unknown as CreateOrderDTO
}

const variantsOf = ({ items }: CartToPlace) => items.flatMap(({ variant }) => variant ?? [])

/** Ids of the inventory items that the cart needs. */
export function stockOf(cart: CartToPlace): string[] {
  return variantsOf(cart)
    .filter(({ manage_inventory: isCounted }) => isCounted)
    .flatMap((variant) => variant.inventory_items.map((part) => part.inventory_item_id))
}

/** The stock that the cart's lines need. Variants with backorders need none. */
export function demandOfCart({ items }: CartToPlace): LineDemand[] {
  return items.flatMap(({ id, quantity, variant }) =>
    variant?.manage_inventory && !variant.allow_backorder
      ? variant.inventory_items.map((part) => ({
          line_id: id,
          variant_id: variant.id,
          inventory_item_id: part.inventory_item_id,
          required: part.required_quantity,
          quantity,
        }))
      : [],
  )
}

/**
 * Builds the reservations for an order's lines. Medusa uses the first location in `location_ids`: locations
 * with sufficient stock if there are any, otherwise all locations of the item.
 */
export function reservationsOf(cart: CartToPlace, lines: NewLine[]): Reservation[] {
  const variants = new Map(variantsOf(cart).map((variant) => [variant.id, variant]))
  return lines.flatMap(({ id, variant_id: variantId, quantity }) => {
    const variant = variants.get(variantId ?? "")
    const parts = variant?.manage_inventory ? variant.inventory_items : []
    return parts.map(({ inventory_item_id, required_quantity, places }) => {
      const rich = places.filter(({ free }) => free >= required_quantity * quantity)
      return {
        ...{ id, inventory_item_id, required_quantity, quantity },
        allow_backorder: Boolean(variant?.allow_backorder),
        location_ids: (rich.length ? rich : places).map((place) => place.location_id),
      }
    })
  })
}
