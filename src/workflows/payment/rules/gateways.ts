/** A gateway as staff know it. */
export type Gateway = {
  name: string
  /** Whether the shop can give money back over the gateway's API, or a person does it in the gateway's cabinet. */
  refunds: "api" | "cabinet"
}

/** The gateways that keep records of their own, by Medusa's payment provider. */
export const GATEWAYS: Record<string, Gateway> = {
  pp_payme_payme: { name: "Payme", refunds: "cabinet" },
  pp_click_click: { name: "Click", refunds: "api" },
  "pp_stripe-checkout_stripe-checkout": { name: "Stripe", refunds: "api" },
}

/** A gateway by Medusa's payment provider; one that is not known here refunds in its cabinet. */
export const gatewayOf = (providerId: string): Gateway =>
  GATEWAYS[providerId] ?? { name: providerId, refunds: "cabinet" }
