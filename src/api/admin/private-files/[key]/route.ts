import { pipeline } from "node:stream/promises"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../../../lib/errors"
import { isValidLink } from "../../../../lib/private-link"

/**
 * GET /admin/private-files/:key: downloads an export. Only a link that the shop signed works, and only for an hour.
 *
 * @throws link_expired
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
  const files = req.scope.resolve(Modules.FILE)
  await files.retrieveFile(key)
  const content = await files.getDownloadStream(key)
  res.set({ "Content-Type": "application/octet-stream", "Cache-Control": "no-store" })
  res.attachment(key.replace(/^private-\d+-/, ""))
  await pipeline(content, res)
}
