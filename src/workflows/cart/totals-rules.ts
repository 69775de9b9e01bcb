/** SQL conditions that show whether Medusa must compute a total, or whether it is a plain sum. */

/** Whether an automatic promotion is active. Medusa decides to which carts it applies. */
export const HAS_AUTOMATIC_PROMOTION =
  "EXISTS (SELECT FROM promotion WHERE is_automatic AND status = 'active' AND deleted_at IS NULL)"

/** Whether taxes may apply: there is a tax rate, or a tax provider other than Medusa's own. */
export const HAS_TAXES = `(
    EXISTS (SELECT FROM tax_rate WHERE deleted_at IS NULL)
    OR EXISTS (
      SELECT FROM tax_region WHERE deleted_at IS NULL AND provider_id IS NOT NULL AND provider_id <> 'tp_system'
    )
  )`
