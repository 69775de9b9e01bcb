/** An answer code of the protocol, and a message that Click may show. */
export type ClickError = { error: number; error_note: string }

/**
 * Codes of the Shop API.
 *
 * @see https://docs.click.uz/click-api-error/
 */
export const ERRORS = {
  ok: { error: 0, error_note: "Success" },
  bad_sign: { error: -1, error_note: "The signature is wrong" },
  wrong_amount: { error: -2, error_note: "The amount is not the order's total" },
  no_action: { error: -3, error_note: "Unknown action" },
  already_paid: { error: -4, error_note: "Already paid" },
  no_order: { error: -5, error_note: "The order does not exist" },
  no_transaction: { error: -6, error_note: "The transaction does not exist" },
  failed: { error: -7, error_note: "Internal error of the shop, try again" },
  bad_request: { error: -8, error_note: "Fields are missing or invalid" },
  canceled: { error: -9, error_note: "The order or its payment is canceled" },
  not_awaited: { error: -9, error_note: "The order uses another payment method" },
  busy: { error: -9, error_note: "Another payment for the order is in progress" },
} as const satisfies Record<string, ClickError>
