import type { MedusaContainer, TaxableItemDTO, TaxableShippingDTO } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { payable } from "../../../lib/money"
import { zonesFor } from "../../delivery/zone-cache"
import { fastCheckout } from "../../fast-checkout"
import type { CartToPlace } from "../cart-to-place"
import { linesCostTheSame, priceKey, priceQuestions, type PricesToday } from "../rules/price-questions"

/** Current prices of the cart's lines, in the context of the cart. */
export async function pricesToday(container: MedusaContainer, cart: CartToPlace): Promise<PricesToday> {
  const pricing = container.resolve(Modules.PRICING)
  const prices: PricesToday = new Map()
  for (const { price_set_ids, context } of priceQuestions(cart)) {
    for (const price of await pricing.calculatePrices({ id: price_set_ids }, { context })) {
      prices.set(priceKey(price.id, context.quantity), price)
    }
  }
  return prices
}

/** Whether the prices of the cart's shipping methods are current. */
async function deliveryCostsTheSame(container: MedusaContainer, cart: CartToPlace): Promise<boolean> {
  const options = cart.shipping_methods.length ? await zonesFor(container, cart) : []
  return cart.shipping_methods.every((method) => {
    const option = options.find(({ id }) => id === method.shipping_option_id)
    return (
      typeof option?.amount === "number" &&
      MathBN.eq(option.amount, method.raw_amount) &&
      Boolean(option.is_tax_inclusive) === method.is_tax_inclusive
    )
  })
}

/** Whether the cart has tax lines, or Medusa's tax module would add some. */
async function isTaxed(container: MedusaContainer, cart: CartToPlace): Promise<boolean> {
  const { items, shipping_methods: methods, currency_code, shipping_address: address, customer } = cart
  if ([...items, ...methods].some((line) => line.tax_lines.length)) {
    return true
  }
  if (!cart.may_be_taxed || !cart.region?.automatic_taxes || !address?.country_code) {
    return false
  }
  const goods = items.flatMap(({ id, product_id, product_type_id, quantity, unit_price, is_giftcard }) => {
    const item = { id, quantity, unit_price, currency_code, product_type_id: product_type_id ?? undefined }
    return is_giftcard ? [] : ({ ...item, product_id: product_id ?? "" } satisfies TaxableItemDTO)
  })
  const shipping = methods.map(({ id, shipping_option_id, amount }) => {
    const line = { id, shipping_option_id: shipping_option_id ?? "", unit_price: amount, currency_code }
    return line satisfies TaxableShippingDTO
  })
  const lines = await container.resolve(Modules.TAX).getTaxLines([...goods, ...shipping], {
    address: {
      country_code: address.country_code,
      province_code: address.province,
      city: address.city ?? "",
    },
    customer: customer
      ? {
          id: customer.id,
          email: customer.email ?? "",
          customer_groups: customer.groups.map((group) => group.id),
          metadata: customer.metadata ?? undefined,
        }
      : undefined,
    is_return: false,
  })
  return lines.length > 0
}

/**
 * Whether the cart's totals are current, so that Medusa need not recompute them. Always false for carts with
 * promotions or taxes, and in a store with its own hooks.
 */
export const comparePricesStep = createStep("compare-prices", async (cart: CartToPlace, { container }) => {
  const collection = cart.payment_collection
  const areToday =
    fastCheckout(container) &&
    !cart.has_automatic_promotion &&
    !cart.promotions.length &&
    (!collection || MathBN.eq(collection.raw_amount, payable(cart.raw_total, cart.currency_code))) &&
    linesCostTheSame(cart, await pricesToday(container, cart)) &&
    (await deliveryCostsTheSame(container, cart)) &&
    !(await isTaxed(container, cart))
  return new StepResponse(areToday)
})
