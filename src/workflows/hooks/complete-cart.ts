import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../lib/errors"
import { payable } from "../../lib/money"
import { CASH_PROVIDER } from "../../lib/shop"
import { admitOrder, findDelivery, isAdmitted, undoAdmission, type Admission } from "../checkout/admit-order"
import { countedItems, listStockOfCart, unlockStock, type StockedLine } from "../checkout/lock-stock"
import { openOrder, undoOrder } from "../checkout/open-order"
import { roundPayment } from "../checkout/round-payment"
import type { ShippedLine } from "../delivery/rules/shipping-profiles"
import { releaseHold, putHoldBack, type ReleasedHold } from "../hold/release-hold"
import { GATEWAYS } from "../payment/gateways"
import { scopeOfChannel, servesAllChannels } from "../shop-scope"

/** The fields of a cart that Medusa passes to the hook. */
type CompletingCart = {
  id: string
  sales_channel_id: string | null
  completed_at: string | Date | null
  email?: string | null
  currency_code: string
  raw_total: BigNumberInput
  customer?: { id: string; has_account?: boolean } | null
  items: (StockedLine & ShippedLine)[]
  payment_collection?: { payment_sessions?: ({ provider_id: string } | null)[] | null } | null
  shipping_methods?: ({ shipping_option_id?: string | null } | null)[] | null
}

/** @throws provider_unavailable, because the gateways accept money only for the shop's own orders */
function checkForeignPayment({ payment_collection: collection }: CompletingCart): void {
  if (collection?.payment_sessions?.some((session) => session && GATEWAYS[session.provider_id])) {
    throw shopError(
      "provider_unavailable",
      "This payment provider is only for orders of the flower shop, which have a delivery.",
      MedusaError.Types.NOT_ALLOWED,
    )
  }
}

/**
 * Admits each of the shop's carts that Medusa completes: carts of the Store API and of staff, and the bot's carts that
 * are not plain. For plain carts {@link completePlainCartWorkflow} does the same. A cart that already has an order is not
 * checked again, and neither is a cart that does not belong to the shop.
 *
 * The hold is released after the stock is reserved, so that the stock is protected without a gap.
 */
completeCartWorkflow.hooks.validate(
  async (
    { cart }: { cart: CompletingCart },
    { container },
  ): Promise<StepResponse<undefined, Admission | undefined>> => {
    if (cart.completed_at) {
      return new StepResponse(undefined, undefined)
    }
    const scope = await scopeOfChannel(container, cart.sales_channel_id)
    const delivery = scope === "foreign" ? null : await findDelivery(container, cart.id)
    if (!delivery && scope !== "own") {
      checkForeignPayment(cart)
      return new StepResponse(undefined, undefined)
    }
    const admission = await admitOrder(container, {
      cart_id: cart.id,
      item_ids: countedItems(cart.items),
      delivery,
      shipping_option_ids: (cart.shipping_methods ?? []).map((method) => method?.shipping_option_id),
      lines: cart.items,
      buyer: {
        customer_id: cart.customer?.id ?? null,
        has_account: Boolean(cart.customer?.has_account),
        email: cart.email ?? null,
        pays_cash: Boolean(
          cart.payment_collection?.payment_sessions?.some(
            (session) => session?.provider_id === CASH_PROVIDER,
          ),
        ),
        total: payable(cart.raw_total, cart.currency_code),
      },
    })
    return new StepResponse(undefined, admission)
  },
  async (admission, { container }) => {
    if (admission) {
      await undoAdmission(container, admission)
    }
  },
)

type Hook<Input, Undo> = (
  handler: (
    input: Input,
    context: { container: MedusaContainer },
  ) => Promise<StepResponse<undefined, Undo> | undefined>,
  undo?: (undo: Undo | undefined, context: { container: MedusaContainer }) => Promise<void>,
) => void

// Medusa's workflow has these hooks, but its type lacks them.
const { beforePaymentAuthorization, orderCreated } = completeCartWorkflow.hooks as unknown as {
  beforePaymentAuthorization: Hook<{ input: { id: string } }, ReleasedHold>
  orderCreated: Hook<{ order_id: string; cart_id: string }, string>
}

/** Whether the first hook has admitted the cart. */
const isOurs = async (container: MedusaContainer, cartId: string): Promise<boolean> =>
  servesAllChannels(container) || isAdmitted(container, cartId)

/**
 * Releases the hold and the stock's lock after the order has reserved the stock, so that other orders do not
 * wait for the payment provider. Compensation restores the hold before the reservation is deleted.
 */
beforePaymentAuthorization(
  async ({ input }, { container }) => {
    if (!(await isOurs(container, input.id))) {
      return undefined
    }
    await roundPayment(container, input.id)
    const released = await releaseHold(container, input.id)
    await unlockStock(container, input.id, await listStockOfCart(container, input.id))
    return new StepResponse(undefined, released)
  },
  async (released, { container }) => {
    if (released) {
      await putHoldBack(container, released)
    }
  },
)

orderCreated(
  async ({ order_id, cart_id }, { container }) => {
    if (!(await isOurs(container, cart_id))) {
      return undefined
    }
    await openOrder(container, { order_id, cart_id })
    return new StepResponse(undefined, order_id)
  },
  async (orderId, { container }) => {
    if (orderId) {
      await undoOrder(container, orderId)
    }
  },
)
