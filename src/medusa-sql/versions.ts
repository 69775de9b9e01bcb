import { version } from "@medusajs/medusa/package.json"

/** The minor versions of Medusa whose tables and cart workflows our SQL and our checkout were checked with. */
const CHECKED_WITH = ["2.21"]

/** Returns what the shop logs when it runs on another minor version; undefined on a checked one. */
export function versionWarning(installed: string = version): string | undefined {
  const minor = installed.split(".").slice(0, 2).join(".")
  return CHECKED_WITH.includes(minor)
    ? undefined
    : `Medusa ${installed} was not checked with this shop, which knows ${CHECKED_WITH.join(", ")}`
}
