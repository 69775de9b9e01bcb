import { pipeline } from "node:stream/promises"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../../../lib/errors"
import { isValidLink } from "../../../../lib/private-link"
import { hasAccess } from "../../../roles"

/** Files of Medusa's exports (core-flows 2.21: export-orders, export-products, export-inventory-items), and their routes. */
const EXPORTS: readonly (readonly [name: RegExp, route: string])[] = [
  [/-product-exports\.csv$/, "/admin/products/export"],
  [/-inventory-item-exports\.csv$/, "/admin/inventory-items/export"],
]

/** The export that a role must be allowed to start, to read a file. Other files may contain names and addresses of orders. */
const exportOf = (key: string) => EXPORTS.find(([name]) => name.test(key))?.[1] ?? "/admin/orders/export"

/**
 * GET /admin/private-files/:key: downloads an export. Only a link that the shop signed works, for an hour, and only for roles
 * that may start this export.
 *
 * @throws link_expired, not_allowed
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { key } = req.params
  const { expires, signature } = req.query
  const { jwtSecret } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig.http
  const isSigned =
    typeof jwtSecret === "string" &&
    key.startsWith("private-") &&
    isValidLink(jwtSecret, { key, expires: Number(expires), signature: String(signature) })
  if (!isSigned) {
    throw shopError(
      "link_expired",
      "This link is not valid or older than an hour: make the export again.",
      MedusaError.Types.NOT_FOUND,
    )
  }
  if (!(await hasAccess(req, "POST", exportOf(key)))) {
    const sentence = "Your role does not allow this export."
    throw shopError("not_allowed", sentence, MedusaError.Types.FORBIDDEN)
  }
  const files = req.scope.resolve(Modules.FILE)
  await files.retrieveFile(key)
  const content = await files.getDownloadStream(key)
  res.set({ "Content-Type": "application/octet-stream", "Cache-Control": "no-store" })
  res.attachment(key.replace(/^private-\d+-/, ""))
  await pipeline(content, res)
}
