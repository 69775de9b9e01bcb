import { defineConfig } from "@medusajs/framework/utils"
import type { GuldastaOptions } from "guldasta/options"

const options: GuldastaOptions = {
  token: process.env.BOT_TOKEN,
  apiRoot: process.env.BOT_API_ROOT,
  ownerId: "9001",
  chats: { florists: process.env.FLORISTS_CHAT },
  acceptReminderMinutes: 20,
}

/** A store in Almaty with a minimal configuration: no translations, no Redis, no own sales channel. */
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
  plugins: [{ resolve: "guldasta", options }],
})
