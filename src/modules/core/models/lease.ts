import { model } from "@medusajs/framework/utils"

/**
 * A lease for work that only one process does at a time. The holder renews the lease; after it expires,
 * another process can take it.
 */
export const Lease = model.define("core_lease", {
  /** Name of the work. */
  id: model.text().primaryKey(),
  /** Id of the process. */
  holder: model.text(),
  held_until: model.dateTime(),
})
