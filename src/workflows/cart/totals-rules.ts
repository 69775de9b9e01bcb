/** Conditions in SQL for what makes a total more than a sum, wherever that decides whether core is to compute it. */

/** Whether the shop has a promotion that carts get by themselves; which ones get it, core decides. */
export const HAS_AUTOMATIC_PROMOTION =
  "EXISTS (SELECT FROM promotion WHERE is_automatic AND status = 'active' AND deleted_at IS NULL)"

/** Whether there are taxes: a rate, or somebody else than Medusa's own provider who computes them. */
export const HAS_TAXES = `(
    EXISTS (SELECT FROM tax_rate WHERE deleted_at IS NULL)
    OR EXISTS (
      SELECT FROM tax_region WHERE deleted_at IS NULL AND provider_id IS NOT NULL AND provider_id <> 'tp_system'
    )
  )`
