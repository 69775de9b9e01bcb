/** Medusa's own Stripe, and its kin by bank or country: `pp_stripe_stripe`, `pp_stripe-ideal_stripe`. */
const CARD_FORM = /^pp_stripe(-[a-z0-9]+)?_stripe$/

/** Whether a way to pay can be gone from a chat: one that wants a storefront's card form cannot. */
export const isPayableInBot = (providerId: string) => !CARD_FORM.test(providerId)
