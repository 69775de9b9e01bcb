export type Gateway = {
  name: string
  /** Whether the shop can refund over the gateway's API, or staff refund in the gateway's cabinet. */
  refunds: "api" | "cabinet"
}

/** Gateways with transactions of their own, by Medusa's provider id. */
export const GATEWAYS: Record<string, Gateway> = {
  pp_payme_payme: { name: "Payme", refunds: "cabinet" },
  pp_click_click: { name: "Click", refunds: "api" },
  "pp_stripe-checkout_stripe-checkout": { name: "Stripe", refunds: "api" },
}

/** Returns a gateway by Medusa's provider id. An unknown one refunds in its cabinet. */
export const gatewayOf = (providerId: string): Gateway =>
  GATEWAYS[providerId] ?? { name: providerId, refunds: "cabinet" }
