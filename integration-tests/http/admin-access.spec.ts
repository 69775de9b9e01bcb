import { Agent, Server } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { servedRoutes } from "../../scripts/openapi"
import { accessRow, isOwnPath, OWN_ACCESS, PUBLIC_ROUTES } from "../../src/api/admin-access"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import { STAFF_ROLES, type StaffRole } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { optionsOf } from "../../src/workflows/settings"
import { forgetAdminRoles } from "../../src/workflows/staff/admin-role"
import { tieOwnerLogin } from "../../src/workflows/staff/tie-owner-login"
import { atOnce } from "../support/at-once"
import { createAdmin, createOwnerLogin } from "../support/admin"
import { shopSuite } from "../support/shop-suite"

type Handler = { handle: unknown }
type Layer = { route?: { path: unknown; methods: Record<string, boolean>; stack: Handler[] } }
type App = { _router: { stack: Layer[] } }
type Login = Awaited<ReturnType<typeof createAdmin>>

/** Status of a request that passed the guard: the test replaces the handlers of all routes. An error is not audited. */
const REACHED = 418

/** The running shop's Express application. */
function runningApp(port: number): App {
  const handles = (process as unknown as { _getActiveHandles: () => unknown[] })._getActiveHandles()
  const server = handles.find((handle): handle is Server => {
    const address = handle instanceof Server ? handle.address() : null
    return typeof address === "object" && address?.port === port
  })
  const [app] = server?.listeners("request") ?? []
  return app as unknown as App
}

/** All routes of the Admin API that the application serves, as "VERB /path". */
function adminRoutes(app: App): string[] {
  const routes = app._router.stack.flatMap(({ route }) =>
    typeof route?.path === "string" && /^\/admin(\/|$)/.test(route.path)
      ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path as string}`)
      : [],
  )
  return [...new Set(routes)].filter((route) => !/^(OPTIONS|HEAD) /.test(route)).sort()
}

/** Replaces the handlers of all routes of the Admin API. @returns a function that puts them back */
function withoutHandlers(app: App): () => void {
  const layers = app._router.stack.filter(({ route }) => /^\/admin(\/|$)/.test(String(route?.path)))
  const before = layers.map(({ route }) => route?.stack.map(({ handle }) => handle) ?? [])
  for (const handler of layers.flatMap(({ route }) => route?.stack ?? [])) {
    handler.handle = (_req: unknown, res: { status: (code: number) => { json: (body: object) => void } }) =>
      res.status(REACHED).json({})
  }
  return () =>
    layers.forEach(({ route }, index) =>
      route?.stack.forEach((handler, place) => (handler.handle = before[index][place])),
    )
}

/** The row of the table that decides about a route. */
function rowOf(route: string) {
  const [method, path] = route.split(" ")
  return accessRow(method, path)
}

/** Whether a parameter of the row covers a fixed segment of the route, which then needs a row of its own. */
function isLoose(route: string): boolean {
  const segments = route.split(" ")[1].split("/")
  const row = rowOf(route)?.path.split("/") ?? []
  return row.some((segment, index) => segment.startsWith(":") && !segments[index].startsWith(":"))
}

const concrete = (path: string) => path.replace(/:\w+/g, "x1")

shopSuite({
  testSuite: ({ api, getContainer }) => {
    const container = (): MedusaContainer => getContainer()
    // Thousands of requests over a few connections.
    const agent = new Agent({ keepAlive: true })
    afterAll(() => agent.destroy())

    const workshop = () => container().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const port = () =>
      Number(new URL(String((api as { defaults: { baseURL?: string } }).defaults.baseURL)).port)
    const call = (route: string, headers: Record<string, string>, data?: object) => {
      const [method, path] = route.split(" ")
      return api.request({ method, url: path, headers, data, httpAgent: agent, validateStatus: () => true })
    }
    const memberOf = async ({ user }: Login) => (await workshop().listStaffMembers({ user_id: user.id }))[0]

    it("lets each role call the routes of its rows, and nobody else", async () => {
      const app = runningApp(port())
      const routes = adminRoutes(app)
      expect(routes.length).toBeGreaterThan(380)
      expect(routes).toEqual(expect.arrayContaining(["DELETE /admin/users/:id", "POST /admin/staff/:id"]))

      const logins = Object.fromEntries(
        await Promise.all(
          STAFF_ROLES.map(async (role) => [role, await createAdmin(container(), `${role}@example.uz`, role)]),
        ),
      ) as Record<StaffRole, Login>
      const dismissed = await createAdmin(container(), "dismissed@example.uz", "manager")
      const deleted = await createAdmin(container(), "deleted@example.uz", "owner")
      const untied = await createAdmin(container(), "untied@example.uz", null)
      await workshop().updateStaffMembers({ id: (await memberOf(dismissed)).id, active: false })
      expect(
        (await call(`DELETE /admin/users/${deleted.user.id}`, logins.owner.options.headers)).status,
      ).toBe(200)

      const restore = withoutHandlers(app)
      const wrong: string[] = []
      let calls = 0
      const check = async (
        who: string,
        route: string,
        headers: Record<string, string>,
        wanted: number,
        code?: string,
      ) => {
        const [method, path] = route.split(" ")
        const { status, data } = await call(`${method} ${concrete(path)}`, headers)
        calls++
        if (status !== wanted || (code && data.code !== code)) {
          wrong.push(`${who}: ${route} answers ${status} ${data.code ?? ""}, wanted ${wanted} ${code ?? ""}`)
        }
      }
      try {
        for (const route of routes) {
          const isPublic = PUBLIC_ROUTES.includes(route)
          const roles: readonly string[] = ["owner", ...(rowOf(route)?.roles ?? [])]
          await Promise.all([
            ...STAFF_ROLES.map((role) =>
              roles.includes(role) || isPublic
                ? check(role, route, logins[role].options.headers, REACHED)
                : check(role, route, logins[role].options.headers, 403, "not_allowed"),
            ),
            ...(isPublic
              ? [dismissed, deleted, untied].map((who) =>
                  check("public", route, who.options.headers, REACHED),
                )
              : [
                  check("dismissed", route, dismissed.options.headers, 403, "login_dismissed"),
                  check("deleted", route, deleted.options.headers, 401, "login_gone"),
                  check("untied", route, untied.options.headers, 403, "login_untied"),
                ]),
            check("stranger", route, {}, isPublic ? REACHED : 401),
          ])
        }
        // Medusa may add a route before the table knows it, and Express ignores case and a slash at the end.
        await check(
          "manager",
          "GET /admin/route-of-tomorrow",
          logins.manager.options.headers,
          403,
          "not_allowed",
        )
        await check("owner", "GET /admin/route-of-tomorrow", logins.owner.options.headers, 404)
        await check("courier", "POST /ADMIN/Api-Keys/", logins.courier.options.headers, 403, "not_allowed")
        await check("courier", "GET /admin//api-keys", logins.courier.options.headers, 403, "not_allowed")
        await check("courier", "HEAD /admin/api-keys", logins.courier.options.headers, 403)
      } finally {
        restore()
      }
      expect(wrong).toEqual([])
      expect(calls).toBeGreaterThan(4_000)
    }, 120_000)

    it("has a row for each of the shop's own routes, and no row without a route", () => {
      const app = runningApp(port())
      const own = servedRoutes().filter((route) => / \/admin\/(?!guldasta\/)/.test(route))
      expect(own.filter((route) => !rowOf(route) || !isOwnPath(route.split(" ")[1]))).toEqual([])
      const routes = adminRoutes(app)
      expect(routes.filter(isLoose)).toEqual([])
      const unused = OWN_ACCESS.filter((row) => !routes.some((route) => rowOf(route) === row))
      // The actions of the workshop are one route.
      expect(unused.map(({ method, path }) => `${method} ${path}`)).toEqual([])
    })

    it("lets no role read other records through the relations of a record", async () => {
      const logins = Object.fromEntries(
        await Promise.all(
          (["manager", "florist", "marketing", "support", "accountant"] as const).map(async (role) => [
            role,
            await createAdmin(container(), `${role}@example.uz`, role),
          ]),
        ),
      ) as Record<StaffRole, Login>
      const answer = (role: StaffRole, path: string, query: string) =>
        call(`GET /admin/${path}?${query}`, logins[role].options.headers)
      const refused = [
        ["marketing", "promotions", "fields=order_link.order.email"],
        ["marketing", "promotions", "fields=id,*order_link"],
        ["marketing", "promotions", "fields=%2Border_link.order.email"],
        ["marketing", "products", "fields=*variants.order_items.order.customer.addresses"],
        ["marketing", "products", "fields=variants.orders.email"],
        ["marketing", "sales-channels", "fields=*orders"],
        ["marketing", "customer-groups", "fields=customers.addresses.*"],
        ["marketing", "customer-groups", "fields=id,customers"],
        ["marketing", "customer-groups", "fields[]=id&fields[]=customers.email"],
        ["marketing", "customer-groups", "order=customers.email"],
        ["florist", "orders", "fields=*payment_collections,*customer.orders"],
        ["florist", "orders", "fields=customer.addresses.phone"],
        ["florist", "orders", "fields=id,customer.email"],
        ["florist", "orders", "fields=customer%20.email"],
        ["florist", "orders", "fields=id,payment_collections.payment_sessions.data"],
        ["florist", "orders", "fields=*cart"],
        ["florist", "regions", "fields=*relation_of_tomorrow"],
        ["florist", "inventory-items", "fields=*reservation_items.line_item.order"],
        ["support", "customers", "fields=*account_holders"],
        ["accountant", "orders", "fields=*customer.groups"],
      ] as const
      const answers = await Promise.all(
        refused.map(async ([role, path, query]) => {
          const { status, data } = await answer(role, path, query)
          return [role, path, query, status, data.code]
        }),
      )
      expect(answers).toEqual(refused.map((request) => [...request, 403, "not_allowed"]))

      // What Medusa's own pages ask for. Without the customers a page still works.
      const page = [
        "id,email,payment_status,total,*customer,*items,*items.variant.product,*items.variant.options",
        "%2Bitems.variant.inventory_items.required_quantity,%2Bsummary,*shipping_address,*promotions,*fulfillments.labels",
        "%2Bfulfillments.shipping_option.service_zone.fulfillment_set.type,*payment_collections.payment_sessions",
        "*payment_collections.payments.refunds.refund_reason,region.automatic_taxes,order_change",
      ].join(",")
      for (const [role, path, query] of [
        ["florist", "orders", `fields=${page}&order=-created_at`],
        ["accountant", "orders", `fields=${page}`],
        ["support", "orders", "fields=id,*customer.orders"],
        ["marketing", "promotions", "fields=id,*campaign&order=-code"],
        ["marketing", "customer-groups", "fields=%2Bcustomers.id"],
        ["marketing", "products", "fields=-type,-collection,-options,-tags,-variants,-sales_channels"],
        ["florist", "inventory-items", "fields=*variants,*variants.product,*variants.options"],
        ["manager", "promotions", "fields=id,order_link.order.email"],
      ] as const) {
        const { status, data } = await answer(role, path, query)
        expect([role, path, query, status, data.message]).toEqual([role, path, query, 200, undefined])
      }
    })

    it("shows what the gateway stores with a payment only to the roles of the money", async () => {
      const orders = container().resolve(Modules.ORDER)
      const payments = container().resolve(Modules.PAYMENT)
      const customer = await container().resolve(Modules.CUSTOMER).createCustomers({ first_name: "Aziza" })
      const order = await orders.createOrders({
        ...{ currency_code: "uzs", email: "a@example.uz", customer_id: customer.id },
        items: [{ title: "Roses", quantity: 1, unit_price: 100 }],
      })
      const collection = await payments.createPaymentCollections({ currency_code: "uzs", amount: 100 })
      const session = await payments.createPaymentSession(collection.id, {
        ...{ provider_id: "pp_system_default", currency_code: "uzs", amount: 100 },
        data: { card: "8600****0001" },
      })
      const payment = await payments.authorizePaymentSession(session.id, {})
      const knex = container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const secret = JSON.stringify({ card: "8600****0001", phone: "+998901234501" })
      await knex.raw("UPDATE payment SET data = ?::jsonb WHERE id = ?", [secret, payment?.id ?? ""])
      await container()
        .resolve(ContainerRegistrationKeys.LINK)
        .create({
          [Modules.ORDER]: { order_id: order.id },
          [Modules.PAYMENT]: { payment_collection_id: collection.id },
        })

      const detail = `/admin/orders/${order.id}`
      const fields = [
        "",
        "?fields=*payment_collections.payments",
        "?fields=%2Bpayment_collections.payments.data",
        "?fields=id,payment_collections.payments.data",
        "?fields=payment_collections.payments.*",
        "?fields=payment_collections.payments.captures.payment.data",
        "?fields=*payment_collections.payments.payment_collection.payments",
      ]
      const reads = [...fields.map((one) => `GET ${detail}${one}`), `GET /admin/orders${fields[3]}`]
      const writes = [`POST ${detail}${fields[1]}`, `POST ${detail}/cancel`]
      const found = new Set<string>()
      for (const role of STAFF_ROLES.filter((one) => one !== "marketing")) {
        const { headers } = (await createAdmin(container(), `${role}@example.uz`, role)).options
        const isOfMoney = ["owner", "manager", "accountant"].includes(role)
        const through = [
          ...reads,
          ...(role === "support" ? writes : []),
          ...(role === "support"
            ? ["GET /admin/customers?fields=id,*orders.payment_collections.payments"]
            : []),
        ]
        for (const route of through) {
          const { status, data } = await call(route, headers, route.startsWith("POST") ? {} : undefined)
          const text = JSON.stringify(data)
          expect([role, route, status]).toEqual([role, route, 200])
          if (isOfMoney && text.includes("8600")) {
            found.add(route)
          }
          expect([role, route, isOfMoney || !/8600|99890/.test(text)]).toEqual([role, route, true])
        }
        const sorted = await call("GET /admin/orders?order=-payment_collections.payments.data", headers)
        expect([role, sorted.data.code === "not_allowed"]).toEqual([role, !isOfMoney])
      }
      expect([...found]).toEqual(expect.arrayContaining(reads.filter((route) => !route.includes("captures"))))
    })

    it("shows the links of exports to the roles that may start them, and no other notification", async () => {
      const [accountant, marketing, florist] = await Promise.all(
        (["accountant", "marketing", "florist"] as const).map((role) =>
          createAdmin(container(), `${role}@example.uz`, role),
        ),
      )
      const [notice] = await container()
        .resolve(Modules.NOTIFICATION)
        .createNotifications([
          { to: "", channel: "feed", template: "admin-ui", data: { title: "Order export" } },
        ])
      const files = await Promise.all(
        ["order-exports", "product-exports"].map((name) =>
          container()
            .resolve(Modules.FILE)
            .createFiles({
              filename: `1-${name}.csv`,
              mimeType: "text/csv",
              content: "id",
              access: "private",
            }),
        ),
      )
      const download = async (login: Login) => {
        const answers = files.map(({ url }) =>
          call(`GET ${url.replace(/^https?:\/\/[^/]+/, "")}`, login.options.headers),
        )
        return (await Promise.all(answers)).map(({ status }) => status)
      }
      const list = (login: Login, query = "") =>
        call(`GET /admin/notifications${query}`, login.options.headers)
      for (const login of [accountant, marketing]) {
        const { status, data } = await list(login)
        expect([status, data.notifications]).toEqual([200, [expect.objectContaining({ id: notice.id })]])
        expect((await list(login, "?channel=email")).data.notifications).toHaveLength(1)
        const { headers } = login.options
        expect((await call(`GET /admin/notifications/${notice.id}`, headers)).status).toBe(403)
      }
      expect((await list(florist)).status).toBe(403)
      expect(await download(accountant)).toEqual([200, 403])
      expect(await download(marketing)).toEqual([403, 200])
      expect(await download(florist)).toEqual([403, 403])
    })

    it("gives a secret API key the role of its maker", async () => {
      const keys = container().resolve(Modules.API_KEY)
      const [owner, courier] = [
        await createAdmin(container(), "owner@example.uz"),
        await createAdmin(container(), "courier@example.uz", "courier"),
      ]
      const keyOf = async (created_by: string) => {
        const { id, token } = await keys.createApiKeys({ title: "Key", type: "secret", created_by })
        return { id, headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` } }
      }
      const [owners, couriers] = [await keyOf(owner.user.id), await keyOf(courier.user.id)]
      const ofKey = await keyOf(couriers.id)
      expect((await call("GET /admin/api-keys", owners.headers)).status).toBe(200)
      expect((await call("POST /admin/staff/invites", owners.headers, { role: "florist" })).status).toBe(201)
      expect((await call("GET /admin/orders", couriers.headers)).status).toBe(200)
      for (const { headers } of [couriers, ofKey]) {
        expect((await call("GET /admin/api-keys", headers)).data.code).toBe("not_allowed")
      }
      await call(`DELETE /admin/users/${courier.user.id}`, owner.options.headers)
      for (const { headers } of [couriers, ofKey]) {
        expect((await call("GET /admin/orders", headers)).data.code).toBe("login_gone")
      }
    })

    it("notices at once when a staff member is dismissed, downgraded or untied", async () => {
      const owner = await createAdmin(container(), "owner@example.uz")
      const other = await createAdmin(container(), "other@example.uz", "manager")
      const { id } = await memberOf(other)
      const customers = () => call("GET /admin/customers", other.options.headers)
      const change = (data: object) => call(`POST /admin/staff/${id}`, owner.options.headers, data)
      expect((await customers()).status).toBe(200)
      for (const [data, code] of [
        [{ role: "courier" }, "not_allowed"],
        [{ active: false }, "login_dismissed"],
        [{ active: true, role: "manager" }, undefined],
        [{ user_id: null }, "login_untied"],
      ] as const) {
        expect((await change(data)).status).toBe(200)
        expect((await customers()).data.code).toBe(code)
      }
    })

    it("keeps the last login of an owner, also over Medusa's routes and when two owners delete each other", async () => {
      const owner = await createAdmin(container(), "owner@example.uz")
      const { id } = await memberOf(owner)
      await createAdmin(container(), "manager@example.uz", "manager")
      const { token } = await container()
        .resolve(Modules.API_KEY)
        .createApiKeys({ title: "Key", type: "secret", created_by: owner.user.id })
      const key = { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` }

      const refused = [
        await call(`DELETE /admin/users/${owner.user.id}`, key),
        ...(await Promise.all(
          [{ active: false }, { role: "manager" }, { user_id: null }].map((data) =>
            call(`POST /admin/staff/${id}`, owner.options.headers, data),
          ),
        )),
      ]
      expect(refused.map(({ status, data }) => [status, data.code])).toEqual(
        Array(4).fill([400, "last_owner"]),
      )
      expect((await call(`DELETE /admin/users/${owner.user.id}`, owner.options.headers)).status).toBe(400)

      const second = await createAdmin(container(), "second@example.uz")
      const owners = "SELECT FROM workshop_staff_member WHERE role = 'owner'"
      const answers = await atOnce<{ status: number }>(container(), owners, [
        () => call(`DELETE /admin/users/${owner.user.id}`, second.options.headers),
        () => call(`DELETE /admin/users/${second.user.id}`, owner.options.headers),
      ])
      const left = await workshop().listStaffMembers({ role: "owner", active: true, user_id: { $ne: null } })
      expect(left).toHaveLength(1)
      expect(answers.some(({ status }) => status === 200)).toBe(true)
      const users = await container()
        .resolve(Modules.USER)
        .listUsers({ id: left[0].user_id ?? "" })
      expect(users).toHaveLength(1)
    })

    it("makes no second login an owner, and ties the configured login once", async () => {
      await createOwnerLogin(container(), "first@example.uz", "flowers-of-bukhara")
      const stranger = await createAdmin(container(), "stranger@example.uz", null)
      await tieOwnerLogin(container(), { ownerId: "700800900", ownerEmail: "stranger@example.uz" })
      expect((await call("GET /admin/staff", stranger.options.headers)).data.code).toBe("login_untied")
      const tie = { user_id: stranger.user.id }
      const [owner] = await workshop().listStaffMembers({ role: "owner" })
      const taken = await call(`POST /admin/staff/${owner.id}`, stranger.options.headers, tie)
      expect([taken.status, taken.data.code]).toEqual([403, "login_untied"])
    })

    it("lets support cancel an unpaid order but not one with captured money", async () => {
      const support = await createAdmin(container(), "support@example.uz", "support")
      const manager = await createAdmin(container(), "manager@example.uz", "manager")
      const cancel = async (login: Login) =>
        (await call("POST /admin/orders/order_paid/cancel", login.options.headers)).data
      // Both pass the check of the role: there is no such order.
      expect((await cancel(support)).code).not.toBe("not_allowed")
      await container().resolve<GatewayModuleService>(GATEWAY_MODULE).createGatewayTransactions({
        provider_id: "pp_payme_payme",
        external_id: "paid",
        order_id: "order_paid",
        reference: "1",
        amount: 100,
        currency_code: "uzs",
        state: "performed",
        gateway_time: new Date(),
        began_at: new Date(),
      })
      for (const path of ["cancel", "assignment/cancel"]) {
        const { status, data } = await call(
          `POST /admin/orders/order_paid/${path}`,
          support.options.headers,
          {},
        )
        expect([status, data.message]).toEqual([403, expect.stringContaining("This order is paid")])
      }
      expect((await cancel(manager)).message).not.toContain("This order is paid")
    })

    it("leaves a host store's users all routes but the shop's own", async () => {
      const options = optionsOf(container())
      const guest = await createAdmin(container(), "guest@example.uz", null)
      const courier = await createAdmin(container(), "courier@example.uz", "courier")
      const codes = async ({ options: { headers } }: Login) => [
        (await call("GET /admin/api-keys", headers)).data.code,
        (await call("GET /admin/staff", headers)).data.code,
      ]
      expect(await codes(guest)).toEqual(["login_untied", "login_untied"])
      options.guardAdmin = false
      try {
        expect(await codes(guest)).toEqual([undefined, "login_untied"])
        expect(await codes(courier)).toEqual(["not_allowed", "not_allowed"])
      } finally {
        options.guardAdmin = true
      }
    })

    describe("logins and passwords", () => {
      const login = (email: string, password: string) =>
        call("POST /auth/user/emailpass", {}, { email, password })

      it("refuses short and common passwords of users and customers", async () => {
        const register = async (actor: string, password: string) => {
          const body = { email: "new@example.uz", password }
          return (await call(`POST /auth/${actor}/emailpass/register`, {}, body)).data
        }
        expect((await register("user", "flower-7q")).code).toBe("weak_password")
        expect((await register("user", "Password2026!")).code).toBe("weak_password")
        expect((await register("customer", "12345678")).code).toBe("weak_password")
        expect((await register("customer", "xK4-9pQz")).token).toEqual(expect.any(String))
        const update = await call("POST /auth/user/emailpass/update", {}, { password: "Password2026!" })
        expect(update.data.code).toBe("weak_password")
        for (const [path, body] of [
          ["/auth/user/%65mailpass/register", { email: "new2@example.uz", password: "flower-7q" }],
          ["/auth/%75ser/emailpass/register", { email: "new2@example.uz", password: "flower-7q" }],
          ["/auth/user/emailpass/update", { email: 1, password: "flower-7q" }],
          [
            "/auth/user/emailpass/register",
            { email: "new2@example.uz", password: `a${"1".repeat(90_000)}a` },
          ],
        ] as const) {
          expect([path, (await call(`POST ${path}`, {}, body)).data.code]).toEqual([path, "weak_password"])
        }
      })

      it("limits the failed logins of an account, and logs each with the address", async () => {
        await createOwnerLogin(container(), "guessed@example.uz", "flowers-of-bukhara")
        const logger = container().resolve(ContainerRegistrationKeys.LOGGER)
        const warned = jest.spyOn(logger, "warn").mockImplementation(() => undefined)
        try {
          for (let attempt = 0; attempt < 3; attempt++) {
            expect((await login("guessed@example.uz", "guess")).status).toBe(401)
          }
          expect(warned).toHaveBeenCalledWith(
            expect.stringMatching(
              /^auth: refused a login \(user, status 401\) from (::ffff:)?(127\.0\.0\.1|::1)$/,
            ),
          )
          expect((await login("guessed@example.uz", "flowers-of-bukhara")).status).toBe(200)
          const statuses = []
          // Medusa finds the password by the e-mail: another actor type or method is another try for the same password.
          const routes = ["POST /auth/user", "GET /auth/user", "POST /auth/customer", "POST /auth/anything"]
          for (let attempt = 0; attempt < 11; attempt++) {
            const body = { email: "GUESSED@example.uz", password: "guess" }
            statuses.push((await call(`${routes[attempt % 4]}/emailpass`, {}, body)).status)
          }
          expect(statuses).toEqual([...Array<number>(10).fill(401), 429])

          // A stranger at another address does not lock out a person who logged in before.
          optionsOf(container()).trustedProxies = 1
          const from = async (address: string, password: string) => {
            const headers = { "x-forwarded-for": address }
            const body = { email: "second@example.uz", password }
            return (await call("POST /auth/user/emailpass", headers, body)).status
          }
          await createOwnerLogin(container(), "second@example.uz", "flowers-of-bukhara")
          expect(await from("198.51.100.7", "flowers-of-bukhara")).toBe(200)
          const guesses = []
          for (let attempt = 0; attempt < 11; attempt++) {
            guesses.push(await from(`203.0.113.${attempt}`, "guess"))
          }
          expect(guesses).toEqual([...Array<number>(10).fill(401), 429])
          expect(await from("198.51.100.7", "flowers-of-bukhara")).toBe(200)
        } finally {
          optionsOf(container()).trustedProxies = undefined
          warned.mockRestore()
        }
      })
    })

    afterEach(forgetAdminRoles)
  },
})
