import { WorkflowManager } from "@medusajs/framework/orchestration"
import {
  addShippingMethodToCartWorkflow,
  addToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
  listShippingOptionsForCartWorkflow,
  refreshCartItemsWorkflow,
  refreshCartShippingMethodsWorkflow,
  refreshPaymentCollectionForCartWorkflow,
  updateCartPromotionsWorkflow,
  updateCartWorkflow,
  updateLineItemInCartWorkflow,
  updateTaxLinesWorkflow,
  upsertTaxLinesWorkflow,
} from "@medusajs/medusa/core-flows"

/** Core's workflows that set a cart's prices and make it an order. */
const CART_FLOWS = [
  addShippingMethodToCartWorkflow,
  addToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
  listShippingOptionsForCartWorkflow,
  refreshCartItemsWorkflow,
  refreshCartShippingMethodsWorkflow,
  refreshPaymentCollectionForCartWorkflow,
  updateCartPromotionsWorkflow,
  updateCartWorkflow,
  updateLineItemInCartWorkflow,
  updateTaxLinesWorkflow,
  upsertTaxLinesWorkflow,
]

/** The hooks of `src/workflows/hooks`. Medusa allows one handler for each hook. */
const OWN_HOOKS = [
  "add-to-cart.validate",
  "update-line-item-in-cart.validate",
  "create-cart.cartCreated",
  "complete-cart.validate",
  "complete-cart.beforePaymentAuthorization",
  "complete-cart.orderCreated",
]

/** The present handler of each hook that is not ours, by `workflow.hook`. */
const handlers = () =>
  CART_FLOWS.flatMap((flow) =>
    Object.keys(flow.hooks).map((hook): [string, unknown] => [
      `${flow.getName()}.${hook}`,
      WorkflowManager.getWorkflow(flow.getName())?.handlers_.get(hook),
    ]),
  ).filter(([name]) => !OWN_HOOKS.includes(name))

/**
 * Core's own empty handlers. A module of ours loads this file at the start, because Medusa loads the modules before the
 * workflows, in which a store registers its hooks.
 */
const EMPTY_HANDLERS = new Map(handlers())

/** The hooks of core's cart workflows that the store or another plugin has registered, by `workflow.hook`. */
export const foreignHooks = (): string[] =>
  handlers()
    .filter(([name, handler]) => EMPTY_HANDLERS.get(name) !== handler)
    .map(([name]) => name)
