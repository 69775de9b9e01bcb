import type { MedusaContainer } from "@medusajs/framework/types"
import { acquireLockStep, releaseLockStep, updateCartWorkflow } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { LOCALES, type Language } from "../../lib/shop"
import { ensureCustomerWorkflow } from "../customer/ensure-customer"
import { loadAccountStep } from "../customer/steps/load-account"
import { updateAccountStep } from "../customer/steps/update-account"
import type { AddBouquetInput } from "./add-bouquet"
import { beginCartWorkflow } from "./begin-cart"
import { findOpenCart, findOpenCartStep } from "./steps/find-open-cart"

export type EnsuredCart = { cart_id: string; customer_id: string; is_new: boolean }

export type EnsureCartInput = {
  account_id: string
  language: Language
  /** The first items of a new cart; ignored if the account already has an open cart. */
  items?: AddBouquetInput["items"]
}

/** The fields of a Telegram account that {@link ensureCart} needs. */
type KnownAccount = { id: string; customer_id: string | null; cart_id: string | null }

/**
 * Returns the cart that a Telegram account fills. Runs {@link ensureCartWorkflow} only if a cart must be
 * created or changed.
 *
 * @param account the current account
 */
export async function ensureCart(
  container: MedusaContainer,
  account: KnownAccount,
  { language, items }: Omit<EnsureCartInput, "account_id">,
): Promise<EnsuredCart> {
  const { customer_id } = account
  if (account.cart_id && customer_id) {
    const { cart } = await findOpenCart(container, account.cart_id)
    if (cart?.locale === LOCALES[language]) {
      return { cart_id: cart.id, customer_id, is_new: false }
    }
  }
  const { result } = await ensureCartWorkflow(container).run({
    input: { account_id: account.id, language, items },
  })
  return result
}

/**
 * Returns the open cart of a Telegram account. If there is none, creates a cart for the account's customer in
 * the Telegram sales channel. Sets the cart's locale. A lock ensures that concurrent calls return the same
 * cart.
 *
 * @returns ids of the cart and its customer, and whether the cart is new
 * @throws account_not_found; for the items of a new cart also gone, invalid_quantity, out_of_stock,
 * reserved_for_now, or Medusa's insufficient_inventory: then no cart is created
 */
export const ensureCartWorkflow = createWorkflow("ensure-cart", (input: EnsureCartInput) => {
  const lock = transform({ input }, ({ input }) => `cart-of:${input.account_id}`)
  acquireLockStep({ key: lock, timeout: 10, ttl: 30, retryInterval: 0.05 })
  const account = loadAccountStep({ account_id: input.account_id })
  const made = when("account-has-no-customer", { account }, ({ account }) => !account.customer_id).then(() =>
    ensureCustomerWorkflow.runAsStep({ input: { account_id: input.account_id } }),
  )
  const customer_id = transform(
    { account, made },
    ({ account, made }) => account.customer_id ?? made?.customer_id ?? "",
  )
  const found = findOpenCartStep({ cart_id: account.cart_id })
  const locale = transform({ input }, ({ input }) => LOCALES[input.language])

  const created = when("account-has-no-open-cart", { found }, ({ found }) => !found.cart).then(() => {
    const items = transform({ input }, ({ input }) => input.items ?? [])
    const { region_id, sales_channel_id } = found
    const { cart_id } = beginCartWorkflow.runAsStep({
      input: { region_id, sales_channel_id, customer_id, locale, items },
    })
    updateAccountStep({ account_id: input.account_id, changes: { cart_id } })
    return cart_id
  })
  when("the-language-changed", { found, locale }, ({ found, locale }) =>
    Boolean(found.cart && found.cart.locale !== locale),
  ).then(() => {
    const changes = transform({ found, locale }, ({ found, locale }) => ({
      id: found.cart?.id ?? "",
      locale,
    }))
    updateCartWorkflow.runAsStep({ input: changes })
  })

  releaseLockStep({ key: lock })
  const result = transform({ found, created, customer_id }, ({ found, created, customer_id }) => ({
    cart_id: found.cart?.id ?? created ?? "",
    customer_id,
    is_new: !found.cart,
  }))
  return new WorkflowResponse(result)
})
