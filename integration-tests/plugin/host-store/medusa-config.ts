import { defineConfig } from "@medusajs/framework/utils"
import type { GuldastaOptions } from "guldasta/options"

const options: GuldastaOptions = {
  token: process.env.BOT_TOKEN,
  apiRoot: process.env.BOT_API_ROOT,
  ownerId: "9001",
  ownerEmail: "owner@almaty.example",
  chats: { florists: process.env.FLORISTS_CHAT },
  acceptReminderMinutes: 20,
  salesChannel: process.env.SALES_CHANNEL,
  salesChannels: process.env.SALES_CHANNELS?.split(","),
  // The tests place many orders of few shoppers from one address.
  ...{
    guestHoldPieces: 0,
    guestHoldValue: 0,
    guestHoldsPerAddress: 0,
    ordersPerHour: 0,
    guestOrdersPerHour: 0,
  },
  ...{ openCashOrders: 0, unpaidOrders: 0, cashNoShows: 0 },
  storeRequestsPerMinute: Number(process.env.STORE_LIMIT ?? 600),
}

/**
 * A store in Almaty with a minimal configuration: no translations, no Redis. The test starts it without the plugin before
 * it installs the plugin and after it removes it.
 */
export default defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "host-store-jwt-secret-0123456789-abc",
      cookieSecret: "host-store-cookie-secret-0123456789",
    },
  },
  plugins: process.env.WITHOUT_PLUGIN ? [] : [{ resolve: "guldasta", options }],
})
