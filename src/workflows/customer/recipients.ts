/**
 * A saved recipient is a customer address with the recipient's name in `first_name`, their phone, and this metadata. The
 * shopper's own addresses have no `recipient`.
 */
type Metadata = Record<string, unknown> | null | undefined

/** Whether a customer address is a person to whom the customer sends flowers. */
export const isRecipient = ({ phone, metadata }: { phone?: string | null; metadata?: Metadata }): boolean =>
  metadata?.recipient === true && Boolean(phone)

/** Number of the customer's orders for a recipient. */
export const ordersOf = ({ metadata }: { metadata?: Metadata }): number =>
  typeof metadata?.orders === "number" ? metadata.orders : 1
