import { randomBytes } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaSuiteOptions } from "@medusajs/test-utils"
import axios from "axios"
import { ROOT } from "../../scripts/start/paths"
import { forgetCatalog } from "../../src/bot/catalog/cache"
import { forgetAdminRoles } from "../../src/workflows/staff/admin-role"
import { DatabaseStates } from "./database-states"
import { jobsRunByThemselves, stopJobs } from "./jobs-by-hand"
import { configLoaderOverride, startApp, waitWorkflowExecutions } from "./medusa-test-utils"
import { dropDatabase, testPostgres } from "./shop-database"
import { createMigratedDatabase } from "./template-database"

/**
 * Arguments of a suite: Medusa's HTTP API as an axios client, and a getter for the container of the running
 * shop.
 */
export type ShopSuite = {
  api: MedusaSuiteOptions["api"]
  getContainer: () => MedusaContainer
}

/** A state of the database that several suites of one file begin with, such as "seeded". */
export type InitialState = {
  name: string
  create: (container: MedusaContainer) => Promise<unknown>
}

type StartedApp = Awaited<ReturnType<typeof startApp>>
type RunningShop = StartedApp & { api: object; stopRequests: () => void; configuration: string }

const databaseName = `suite_${randomBytes(8).toString("hex")}`
const states = new DatabaseStates(() => testPostgres.url(databaseName))

/** The shop of this file. Jest loads this module once for each file, so each file has one. */
let shop: RunningShop | undefined
const savedStates = new Set<string>()
let isShared = false

/**
 * Lets all suites of this file use one shop: it starts for the first suite and stops after the last one. Call it before
 * the suites are declared. Every suite still begins with the database as it was when the shop had started.
 */
export function shareShop(): void {
  isShared = true
  afterAll(stopShop)
}

/** Whether the suites of this file use one shop (see {@link shareShop}). */
export const isShopShared = () => isShared

/**
 * Runs a suite with the whole shop in the test process and with its own database. It does the same as
 * `medusaIntegrationTestRunner` of `@medusajs/test-utils`, but copies a migrated database instead of
 * migrating one for each suite. Before each test the database returns to its state after the suite's
 * `beforeAll` hooks.
 *
 * @param initialState the state that the database has before the suite's own `beforeAll` hooks
 * @param testSuite declares the tests; `api` and `getContainer` work from the first `beforeAll` on
 */
export function shopSuite({
  initialState,
  testSuite,
}: {
  initialState?: InitialState
  testSuite: (suite: ShopSuite) => void
}): void {
  let isTemplateReady = false

  describe("", () => {
    beforeAll(async () => {
      shop = await shopFor(shop)
      await reachState(shop.container, initialState)
      forgetCatalog()
    })

    beforeEach(async () => {
      forgetAdminRoles()
      if (isTemplateReady) {
        await states.restore("tests")
      } else {
        await states.save("tests")
        isTemplateReady = true
      }
    })

    afterEach(async () => {
      if (shop) {
        await waitWorkflowExecutions(shop.container)
      }
    })

    afterAll(async () => {
      if (isShared) {
        jobsRunByThemselves()
      } else {
        await stopShop()
      }
    })

    // The suite receives `api` before the shop runs. The proxy reads the client at each access.
    const api = new Proxy({}, { get: (_, name) => shop && Reflect.get(shop.api, name) })
    testSuite({
      api: api as ShopSuite["api"],
      // Null before the shop runs, as in Medusa's own runner.
      getContainer: () => shop?.container as MedusaContainer,
    })
  })
}

/** @throws when the suites of one file need shops of different configurations */
async function shopFor(running: RunningShop | undefined): Promise<RunningShop> {
  if (!running) {
    await createMigratedDatabase(databaseName)
    const started = await startShop(testPostgres.url(databaseName))
    if (isShared) {
      await states.save("started")
    }
    return { ...started, configuration: environment() }
  }
  if (running.configuration !== environment()) {
    throw new Error("This suite changes the environment, so it cannot use the shop of the suites before it.")
  }
  await waitWorkflowExecutions(running.container)
  await states.restore("started")
  return running
}

const environment = () =>
  JSON.stringify(Object.entries(process.env).sort(([one], [other]) => one.localeCompare(other)))

/** Brings the database, which is as after the start, into a suite's initial state. */
async function reachState(container: MedusaContainer, state: InitialState | undefined): Promise<void> {
  if (!state) {
    return
  }
  if (savedStates.has(state.name)) {
    await states.restore(state.name)
    return
  }
  await state.create(container)
  if (isShared) {
    await states.save(state.name)
    savedStates.add(state.name)
  }
}

async function stopShop(): Promise<void> {
  stopJobs()
  await shop?.shutdown().catch((error: unknown) => console.error(error))
  shop?.stopRequests()
  await states.close()
  await dropDatabase(testPostgres.url(databaseName))
}

async function startShop(databaseUrl: string): Promise<Omit<RunningShop, "configuration">> {
  await configLoaderOverride(ROOT, { clientUrl: databaseUrl })
  const app = await startApp({ cwd: ROOT }).catch(async (error: unknown) => {
    await closeConnection()
    throw error
  })
  const source = axios.CancelToken.source()
  const api = axios.create({ baseURL: `http://localhost:${app.port}`, cancelToken: source.token })
  api.interceptors.response.use(undefined, (error: unknown) => Promise.reject(withoutSockets(error)))
  await waitWorkflowExecutions(app.container)
  return { ...app, api, stopRequests: () => source.cancel("The shop is stopped.") }
}

/** Removes the connection from an error of the HTTP client: a worker of jest cannot report a failure with a circular value. */
function withoutSockets(error: unknown): unknown {
  if (axios.isAxiosError(error)) {
    const { response } = error
    delete error.request
    delete error.config
    error.response =
      response &&
      ({ status: response.status, data: response.data, headers: { ...response.headers } } as typeof response)
    error.message += ` ${JSON.stringify(response?.data ?? null).slice(0, 1000)}`
  }
  return error
}

/** Closes the pool of a shop that did not start: its connections would report errors in later suites. */
async function closeConnection(): Promise<void> {
  const { container } = await import("@medusajs/framework")
  const options = { allowUnregistered: true }
  await container.resolve<Knex | undefined>(ContainerRegistrationKeys.PG_CONNECTION, options)?.destroy()
}
