import { defineMiddlewares } from "@medusajs/framework/http"

/** The store has a middleware of its own; the plugin's stand beside it. */
export default defineMiddlewares({
  routes: [
    {
      matcher: "/store/*",
      middlewares: [
        (_req, res, next) => {
          res.setHeader("x-host-store", "Almaty")
          next()
        },
      ],
    },
  ],
})
