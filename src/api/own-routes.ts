import type { MedusaRequest } from "@medusajs/framework/http"

/** The shop's own routes that anybody may call. */
const OWN_ROUTES =
  /^\/(store\/(delivery-slots|carts\/[^/]+\/(delivery|hold|promo-codes)|orders\/[^/]+\/(payment|delivery)|products\/[^/]+\/rating)|hooks\/(telegram|payme|click|stripe))(\/|$)/i

/**
 * Whether a request is for one of the shop's own routes below /store and /hooks. Tests the path that Express routes by:
 * `originalUrl` begins with the host when a client sends an absolute URI.
 */
export const isOwnRoute = ({ baseUrl, path }: Pick<MedusaRequest, "baseUrl" | "path">): boolean =>
  OWN_ROUTES.test(baseUrl + path)
