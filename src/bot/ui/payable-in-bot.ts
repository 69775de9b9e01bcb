/** Providers of Medusa's Stripe plugin: `pp_stripe_stripe`, `pp_stripe-ideal_stripe`. */
const CARD_FORM = /^pp_stripe(-[a-z0-9]+)?_stripe$/

/**
 * Whether a payment provider works in a chat. Medusa's Stripe plugin does not: it needs the card form of a
 * storefront.
 */
export const isPayableInBot = (providerId: string) => !CARD_FORM.test(providerId)
