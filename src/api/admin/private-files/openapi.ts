import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

export const privateFilesRoutes: RouteDescriptions = {
  "GET /admin/private-files/:key": {
    summary:
      "Downloads an export. The shop makes the link; it works for an hour, for the roles that may start this export.",
    query: z.strictObject({
      expires: z.string().describe("End of the link's validity, in ms since 1970"),
      signature: z.string(),
    }),
    errors: ["link_expired", "not_allowed"],
  },
}
