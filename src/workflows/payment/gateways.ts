import { CLICK, PAYME, STRIPE } from "../../lib/shop"

export type Gateway = {
  name: string
  /** Whether the shop can refund over the gateway's API, or staff refund in the gateway's cabinet. */
  refunds: "api" | "cabinet"
}

/** Gateways with transactions of their own, by Medusa's provider id. */
export const GATEWAYS: Record<string, Gateway> = {
  [PAYME]: { name: "Payme", refunds: "cabinet" },
  [CLICK]: { name: "Click", refunds: "api" },
  [STRIPE]: { name: "Stripe", refunds: "api" },
}

/** Returns a gateway by Medusa's provider id. An unknown one refunds in its cabinet. */
export const gatewayOf = (providerId: string): Gateway =>
  GATEWAYS[providerId] ?? { name: providerId, refunds: "cabinet" }
