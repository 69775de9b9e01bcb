import { changeOf } from "./audited"

const actionOf = (route: string) => {
  const [method, path] = route.split(" ")
  return changeOf(method, `/admin/${path}`)
}

it.each([
  ["POST payments/pay_1/refund", { subject: "payment", id: "pay_1", action: "refund-payment" }],
  ["POST promotions", { subject: "promotion", id: undefined, action: "create-promotion" }],
  ["POST promotions/promo_1", { subject: "promotion", id: "promo_1", action: "update-promotion" }],
  ["DELETE promotions/promo_1", { subject: "promotion", id: "promo_1", action: "delete-promotion" }],
  ["POST Returns/return_1/Receive/Confirm/", { subject: "return", action: "receive-confirm-return" }],
  ["POST claims/claim_1/inbound/items/ordchact_1", { action: "inbound-items-order-claim", id: "claim_1" }],
  [
    "POST products/prod_1/variants/variant_1",
    { subject: "product", id: "prod_1", action: "variants-product" },
  ],
  ["POST products/batch", { subject: "product", id: undefined, action: "batch-product" }],
  ["POST orders/order_1/cancel", { subject: "order", id: "order_1", action: "cancel-order" }],
  ["POST orders/order_1/assignment/cancel", { action: "assignment-cancel-order" }],
  [
    "POST gateway-transactions/unmatched-payments/pay_1/resolve",
    { subject: "payment", id: "pay_1", action: "resolve-payment" },
  ],
])("records %s", (route, change) => {
  expect(actionOf(route)).toMatchObject(change)
})

it.each([
  "GET payments/pay_1",
  "POST orders/order_1",
  "POST orders/order_1/delivery",
  "POST orders/order_1/assignment/accept",
  "POST orders/export",
  "POST gateway-transactions/compare",
  "POST customers",
  "POST products-of-tomorrow",
])("does not record %s", (route) => {
  expect(actionOf(route)).toBeUndefined()
})
