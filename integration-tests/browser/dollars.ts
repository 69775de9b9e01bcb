import { CASH_PROVIDER, STRIPE } from "../../src/lib/shop"
import { bouquet } from "../proofs/shopping"
import type { ShopProcesses } from "../support/shop-processes"

/**
 * Adds a region in dollars to a running shop: a bouquet costs $25.25, and each delivery $2.25.
 *
 * @param post a request of the owner to the admin
 */
export async function sellsInDollars(
  shop: ShopProcesses,
  post: (path: string, body: object) => Promise<unknown>,
): Promise<void> {
  await post("/admin/regions", {
    name: "USA",
    currency_code: "usd",
    countries: ["us"],
    payment_providers: [CASH_PROVIDER],
  })
  await shop.rows(
    `insert into geo_zone (id, type, country_code, service_zone_id)
     select 'fgz_us_' || id, 'country', 'us', id from service_zone where deleted_at is null`,
  )
  const { productId, variantId } = await bouquet(shop, "pink-cloud")
  const price = (amount: number) => ({ prices: [{ currency_code: "usd", amount }] })
  await post(`/admin/products/${productId}/variants/${variantId}`, price(25.25))
  const options = await shop.rows<{ id: string }>("select id from shipping_option where deleted_at is null")
  for (const { id } of options) {
    await post(`/admin/shipping-options/${id}`, price(2.25))
  }
}

/** Stripe refuses a card for an order of $27.50: the order stays unpaid, and staff see the payment. */
export async function failsToPayInDollars(
  shop: ShopProcesses,
  { id, number }: { id: string; number: number },
): Promise<void> {
  await shop.rows(
    `insert into gateway_transaction (id, provider_id, external_id, order_id, reference, amount, raw_amount,
       refunded_amount, raw_refunded_amount, currency_code, state, cancel_cause, gateway_time, began_at, canceled_at)
     values ('gwtr_usd', $1, 'cs_usd', $2, $3, 2750, '{"value":"2750","precision":20}', 0,
       '{"value":"0","precision":20}', 'usd', 'canceled', 'failed', now(), now(), now())`,
    STRIPE,
    id,
    String(number),
  )
}
