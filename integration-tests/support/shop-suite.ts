import { randomBytes } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaSuiteOptions } from "@medusajs/test-utils"
import axios from "axios"
import { ROOT } from "../../scripts/start/paths"
import {
  closeWaitingroomClient,
  configLoaderOverride,
  createPostgresDatabaseTemplate,
  restorePostgresDatabaseFromTemplate,
  startApp,
  waitWorkflowExecutions,
} from "./medusa-test-utils"
import { dropDatabase, testPostgres } from "./shop-database"
import { createMigratedDatabase } from "./template-database"

/** What a suite gets: Medusa's HTTP API as an axios client, and the container of the running shop. */
export type ShopSuite = {
  api: MedusaSuiteOptions["api"]
  getContainer: () => MedusaContainer
}

type RunningShop = Awaited<ReturnType<typeof startApp>> & { api: object; stopRequests: () => void }

/**
 * A suite with the whole shop in the test's own process, on a database of its own. It does what
 * `medusaIntegrationTestRunner` of `@medusajs/test-utils` does, but copies a migrated database instead of migrating one
 * for each suite. The state of the database after the suite's `beforeAll` hooks is restored before each test.
 *
 * @param testSuite declares the tests; `api` and `getContainer` work from the first `beforeAll` on
 */
export function shopSuite({ testSuite }: { testSuite: (suite: ShopSuite) => void }): void {
  const databaseName = `suite_${randomBytes(8).toString("hex")}`
  const templateName = `${databaseName}_template`
  let shop: RunningShop | undefined
  let isTemplateReady = false

  describe("", () => {
    beforeAll(async () => {
      await createMigratedDatabase(databaseName)
      shop = await startShop(testPostgres.url(databaseName))
    })

    beforeEach(async () => {
      if (isTemplateReady) {
        await restorePostgresDatabaseFromTemplate({ databaseName, templateName })
      } else {
        await createPostgresDatabaseTemplate({ databaseName, templateName })
        isTemplateReady = true
      }
    })

    afterEach(async () => {
      if (shop) {
        await waitWorkflowExecutions(shop.container)
      }
    })

    afterAll(async () => {
      await shop?.shutdown().catch((error: unknown) => console.error(error))
      shop?.stopRequests()
      await closeWaitingroomClient()
      await dropDatabase(testPostgres.url(databaseName))
      await dropDatabase(testPostgres.url(templateName))
    })

    // The suite takes these before the shop runs.
    const api = new Proxy({}, { get: (_, name) => shop && Reflect.get(shop.api, name) })
    testSuite({
      api: api as ShopSuite["api"],
      // Null before the shop runs, as in Medusa's own runner.
      getContainer: () => shop?.container as MedusaContainer,
    })
  })
}

async function startShop(databaseUrl: string): Promise<RunningShop> {
  await configLoaderOverride(ROOT, { clientUrl: databaseUrl })
  const app = await startApp({ cwd: ROOT }).catch(async (error: unknown) => {
    await closeConnection()
    throw error
  })
  const source = axios.CancelToken.source()
  const api = axios.create({ baseURL: `http://localhost:${app.port}`, cancelToken: source.token })
  await waitWorkflowExecutions(app.container)
  return { ...app, api, stopRequests: () => source.cancel("The shop is stopped.") }
}

/** Closes the pool of a shop that did not start: its connections would report errors in later suites. */
async function closeConnection(): Promise<void> {
  const { container } = await import("@medusajs/framework")
  const options = { allowUnregistered: true }
  await container.resolve<Knex | undefined>(ContainerRegistrationKeys.PG_CONNECTION, options)?.destroy()
}
