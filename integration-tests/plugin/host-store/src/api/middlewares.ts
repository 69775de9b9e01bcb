import { defineMiddlewares } from "@medusajs/framework/http"

/** The store has its own middleware; the plugin's middlewares must work next to it. */
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
