import path from "node:path"
import { startTelegramSandbox, type TelegramSandbox } from "../../packages/sandbox/telegram/server"
import { SandboxClient } from "../../packages/sandbox/telegram/client"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import { AZIZA, DILNOZA, FLORISTS, JASUR } from "../bot/support"
import { enters } from "../bot/workshop-support"
import { calmCutOff } from "../support/calm-slots"
import { eventually } from "../support/eventually"
import { CLERK, HostStore, WITHOUT_PLUGIN } from "./host-store"
import { lastPieceTwice, ORDINARY_ORDERS, ordinaryOrders, type Answered } from "./ordinary-orders"
import { accepts, buysInBot, buysOverStoreApi, fillsCart } from "./purchases"

/** Timeout in ms. Packing, installing and building a store takes two minutes on an idle machine. */
const SET_UP_MS = 900_000
/** Timeout in ms for the deletion of fifty thousand files. */
const CLEAN_UP_MS = 180_000
const TIMEOUT_MS = 60_000
/** The store's limit of requests per minute, in the tests of its last start with the plugin. */
const STORE_LIMIT = 60

describe("the plugin in a foreign store", () => {
  let sandbox: TelegramSandbox
  let store: HostStore
  /** The store's answers before the plugin was installed. */
  let before: Record<string, Answered[]>

  beforeAll(async () => {
    sandbox = await startTelegramSandbox({ people: storyPeople, chats: storyChats, tapWaitMs: 50_000 })
    store = await HostStore.withPlugin({
      BOT_TOKEN: sandbox.token,
      BOT_API_ROOT: sandbox.apiRoot,
      FLORISTS_CHAT: String(FLORISTS),
    })
    await store.start(WITHOUT_PLUGIN)
    before = await ordinaryOrders(store)
    await store.migrate()
    await store.start({ SALES_CHANNEL: "Flowers" })
  }, SET_UP_MS)

  afterAll(async () => {
    await store?.remove()
    await sandbox.close()
  }, CLEAN_UP_MS)

  /** Number of orders that core's workflow completed. */
  async function completedByCore(): Promise<number> {
    const [{ count }] = await store.rows<{ count: number }>(
      "select count(*)::int as count from workflow_execution where workflow_id = 'complete-cart'",
    )
    return count
  }

  it("contains the shop and nothing else: no sandbox, sample shop or bench", () => {
    const files = store.pluginFiles()
    const others = files.filter((file) => !file.startsWith(".medusa/server/src/"))
    expect(others.sort()).toEqual(["LICENSE", "NOTICE", "README.md", "openapi.json", "package.json"])
    const pictures = files.filter((file) => /\.(jpe?g|png|webp)$/.test(file))
    expect(pictures.map((file) => path.posix.dirname(file))).toEqual(
      pictures.map(() => ".medusa/server/src/bot/assets"),
    )
    expect(
      files.filter((file) => /sandbox|sample-shop|bench|seed|\/draw\/|stand-in|\.spec\./.test(file)),
    ).toEqual([])
  })

  it("has a type declaration for each file that it exports, and no broken link in its README", () => {
    const files = store.pluginFiles()
    const untyped = files.filter((file) => /\.js$/.test(file) && !files.includes(file.replace(/js$/, "d.ts")))
    expect(untyped).toEqual([])
    const links = [...store.pluginFile("README.md").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
      ([, link]) => link,
    )
    expect(links.filter((link) => !files.includes(link))).toEqual([])
  })

  async function expectOrdinaryOrders(): Promise<void> {
    expect(Object.values(before).map((answers) => answers.at(-1))).toEqual(
      Array(ORDINARY_ORDERS).fill(expect.objectContaining({ route: "/complete", status: 200 })),
    )
    expect(await ordinaryOrders(store)).toEqual(before)
    expect(await lastPieceTwice(store)).toEqual([200, 200])
  }

  /** Number of rows of the shop's own records. */
  async function shopRecords(): Promise<Record<string, number>> {
    const [counts] = await store.rows<Record<string, number>>(
      `select (select count(*)::int from cart_hold) as holds, (select count(*)::int from delivery) as deliveries,
        (select count(*)::int from workshop_assignment) as assignments`,
    )
    return counts
  }

  it("takes no part in the store's other orders: the answers are the same as before the installation", async () => {
    await expectOrdinaryOrders()
    expect(await shopRecords()).toEqual({ holds: 0, deliveries: 0, assignments: 0 })
  }, 240_000)

  it("does not limit the store's own routes", async () => {
    const statuses = async (times: number, ask: () => Promise<{ status: number }>) => {
      const answers = []
      for (let asked = 0; asked < times; asked += 50) {
        answers.push(...(await Promise.all(Array.from({ length: 50 }, ask))))
      }
      return [...new Set(answers.map(({ status }) => status))]
    }
    expect(await statuses(700, () => store.store("GET", "/products?limit=1&fields=id"))).toEqual([200])
    const nobody = { email: "nobody@example.kz", password: "a-wrong-password" }
    expect(await statuses(50, () => store.request("POST", "/auth/customer/emailpass", nobody))).toEqual([401])
  }, 240_000)

  it("adds its tables, its delivery windows and its options", async () => {
    const { body } = await store.admin<{ delivery_windows: unknown[] }>("GET", "/delivery-windows")
    expect(body.delivery_windows).toHaveLength(6)
    const chats = await store.admin<{ telegram_chats: object[] }>("GET", "/telegram-chats")
    expect(chats.body.telegram_chats).toContainEqual(
      expect.objectContaining({ purpose: "florists", chat_id: String(FLORISTS) }),
    )
  })

  it("keeps the store's own middlewares, and validates requests to its routes", async () => {
    const { status, headers, body } = await store.store<{ message: string }>(
      "GET",
      "/delivery-slots?method=mail",
    )
    expect(headers.get("x-host-store")).toBe("Almaty")
    expect({ status, message: body.message }).toEqual({
      status: 400,
      message: expect.stringContaining("method"),
    })
  })

  it("adds its pages to the store's admin", async () => {
    const page = await store.text("/app")
    const [, entry] = /src="([^"]+\.js)"/.exec(page) ?? []
    expect(await store.text(entry)).toContain("/workshop")
  })

  it("sells a bouquet in the bot and one over the Store API, and a florist accepts both", async () => {
    const telegram = new SandboxClient(sandbox.url, TIMEOUT_MS)
    const [aziza, dilnoza] = [AZIZA, DILNOZA].map((id) => telegram.person(id))
    const hired = await store.admin("POST", "/staff", {
      telegram_id: String(DILNOZA),
      name: "Dilnoza Rahimova",
      role: "florist",
    })
    expect(hired.status).toBe(201)
    await enters(dilnoza)
    await enters(aziza)
    await store.rows("update delivery_window set cut_off_minutes = $1", [calmCutOff()])

    const first = 2 * ORDINARY_ORDERS + 1
    const completed = await completedByCore()
    await store.useKey("Flowers")
    await buysInBot(aziza, first, /13\s500,00\s₸/)
    await accepts(dilnoza, first)
    expect(await completedByCore()).toBe(completed)
    await accepts(dilnoza, await buysOverStoreApi(store, 13_500))
    expect(await completedByCore()).toBe(completed + 1)

    const orders = await store.rows(
      'select o.display_id, o.currency_code, a.status from "order" o join workshop_assignment a on a.order_id = o.id order by 1',
    )
    expect(orders).toEqual([
      { display_id: first, currency_code: "kzt", status: "accepted" },
      { display_id: first + 1, currency_code: "kzt", status: "accepted" },
    ])
    const [level] = await store.rows(
      `select stocked_quantity::int, reserved_quantity::int from inventory_level
       where inventory_item_id = (select id from inventory_item where sku = 'TULIP')`,
    )
    expect(level).toEqual({ stocked_quantity: 150, reserved_quantity: 0 })
    expect(store.errors()).toEqual([])
  }, 240_000)

  /** Ids of the newest order with these goods, and of its payment and product. */
  async function newest(title: string): Promise<{ order: string; product: string; payment: string }> {
    const [found] = await store.rows<{ order: string; product: string; payment: string }>(
      `select item.order_id as "order", line.product_id as product, payment.id as payment
       from order_line_item line
       join order_item item on item.item_id = line.id
       join order_payment_collection collection on collection.order_id = item.order_id
       join payment on payment.payment_collection_id = collection.payment_collection_id
       where line.product_title = $1 and payment.amount > 0 order by line.created_at desc limit 1`,
      [title],
    )
    return found
  }

  it("refuses an order of its own channel without a delivery, and a delivery of another channel's cart", async () => {
    const { body: listed } = await store.store<{ regions: { id: string }[] }>("GET", "/regions")
    const cartIn = async (key: "Flowers" | "Wholesale") => {
      await store.useKey(key)
      const { body } = await store.store<{ cart: { id: string } }>("POST", "/carts", {
        region_id: listed.regions[0].id,
      })
      return `/carts/${body.cart.id}`
    }
    const foreign = await cartIn("Wholesale")
    for (const answer of [
      await store.store("POST", `${foreign}/delivery`, { method: "delivery" }),
      await store.store("GET", `${foreign}/hold`),
      await store.store("GET", `${foreign}/promo-codes`),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: "cart_not_found" } })
    }
    const { body: shirts } = await store.store<{ products: { variants: { id: string }[] }[] }>(
      "GET",
      "/products?handle=t-shirt",
    )
    // Nobody else can make a cart look like one of the bot: this cart holds nothing.
    const forged = await store.store("POST", "/carts", {
      region_id: listed.regions[0].id,
      items: [{ variant_id: shirts.products[0].variants[0].id, quantity: 1 }],
      additional_data: { guldasta_bot: true },
    })
    expect(forged.status).toBe(200)

    const own = await cartIn("Flowers")
    const { body: found } = await store.store<{ products: { variants: { id: string }[] }[] }>(
      "GET",
      "/products?handle=tulips-of-almaty",
    )
    const [{ variants }] = found.products
    await store.store("POST", `${own}/line-items`, { variant_id: variants[0].id, quantity: 1 })
    const { body: payment } = await store.store<{ payment_collection: { id: string } }>(
      "POST",
      "/payment-collections",
      { cart_id: own.split("/").at(-1) },
    )
    await store.store("POST", `/payment-collections/${payment.payment_collection.id}/payment-sessions`, {
      provider_id: "pp_system_default",
    })
    expect(await store.store("POST", `${own}/complete`)).toMatchObject({
      body: { code: "delivery_missing" },
    })
    expect(await shopRecords()).toMatchObject({ holds: 1 })
    await store.useKey("Storefront of Almaty")
  })

  it("leaves the store's users their refunds and their menu, and its pages without the shop's widgets", async () => {
    const [flowers, shirt] = [await newest("Tulips of Almaty"), await newest("T-shirt")]
    const menu = async () =>
      (
        await store.admin<{ default_configuration: { configuration: { widgets: object } } | null }>(
          "GET",
          "/layouts/sidebar/configuration",
        )
      ).body.default_configuration?.configuration.widgets ?? {}
    expect(await menu()).toEqual({})

    await store.login(CLERK)
    const hidden = ["workshop", "staff", "messages", "payments", "catalog-import", "ratings", "stock"].map(
      (page) => [`core:nav:/${page}`, { hidden: true }],
    )
    expect(await menu()).toEqual(Object.fromEntries(hidden))
    const refund = async (payment: string) => {
      await store.admin("POST", `/payments/${payment}/capture`)
      return store.admin("POST", `/payments/${payment}/refund`, { amount: 100 })
    }
    expect(await refund(shirt.payment)).toMatchObject({ status: 200 })
    expect(await refund(flowers.payment)).toMatchObject({ status: 403, body: { code: "not_allowed" } })

    for (const route of ["/staff", "/gateway-transactions"]) {
      expect(await store.admin("GET", route)).toMatchObject({ status: 403, body: { code: "login_untied" } })
    }
    expect((await store.admin("GET", "/api-keys")).status).toBe(200)

    const isOurs = async (subject: string) =>
      (await store.admin<{ is_ours: boolean }>("GET", `/guldasta/scope?${subject}`)).body.is_ours
    const items = await store.rows<{ id: string; sku: string }>("select id, sku from inventory_item")
    const item = (sku: string) => items.find((one) => one.sku === sku)?.id
    const answers = {
      flowers: [
        await isOurs(`order_id=${flowers.order}`),
        await isOurs(`inventory_item_id=${item("TULIP")}`),
      ],
      shirt: [
        await isOurs(`order_id=${shirt.order}`),
        await isOurs(`inventory_item_id=${item("T-SHIRT")}`),
        await isOurs(`product_id=${shirt.product}`),
        await isOurs(`fiscal_product_id=${shirt.product}`),
      ],
    }
    expect(answers).toEqual({ flowers: [true, true], shirt: [false, false, false, false] })
    expect((await store.admin("GET", "/guldasta/scope")).status).toBe(400)
  })

  it("asks the store's price in both channels when the store has hooks on core's cart workflows", async () => {
    expect(store.log()).not.toContain("no sales channel named")
    await store.start({
      HOST_DISCOUNT: "1",
      SALES_CHANNELS: "Flower shop",
      STORE_LIMIT: String(STORE_LIMIT),
    })
    const jasur = new SandboxClient(sandbox.url, TIMEOUT_MS).person(JASUR)
    await enters(jasur)

    const completed = await completedByCore()
    const [{ last }] = await store.rows<{ last: number }>('select max(display_id)::int as last from "order"')
    await buysInBot(jasur, last + 1, /10\s500,00\s₸/)
    expect(await completedByCore()).toBe(completed + 1)
    await buysOverStoreApi(store, 10_500)

    const orders = await store.rows<{ total: number }>(
      "select (totals->>'current_order_total')::int as total from order_summary order by created_at desc limit 2",
    )
    expect(orders).toEqual([{ total: 10_500 }, { total: 10_500 }])
    expect(store.errors()).toEqual([])
  }, 240_000)

  it("shares the store's default channel: only carts with a delivery, and the bot's, belong to the shop", async () => {
    const placed = await shopRecords()
    await expectOrdinaryOrders()
    const { holds, ...others } = await shopRecords()
    expect(others).toEqual({ deliveries: placed.deliveries, assignments: placed.assignments })
    // A hold of an earlier test may have ended.
    expect(holds).toBeLessThanOrEqual(placed.holds)

    const jasur = new SandboxClient(sandbox.url, TIMEOUT_MS).person(JASUR)
    await jasur.sends("/start")
    await fillsCart(jasur)
    await eventually(async () =>
      expect(
        await store.rows(
          "select hold.id from cart_hold hold join telegram_account a on a.cart_id = hold.cart_id",
        ),
      ).toHaveLength(1),
    )
    expect(store.errors()).toEqual([])
  }, 240_000)

  it("warns at the start about a sales channel that the store does not have", () => {
    expect(store.log()).toMatch(/no sales channel named .*Flower shop/)
  })

  it("limits its own routes and no others when the request names the whole address", async () => {
    const statuses = new Set<number | undefined>()
    // The minute of the limit may end meanwhile, so this is more than twice the limit.
    for (let asked = 0; asked <= 2 * STORE_LIMIT + 1; asked++) {
      statuses.add(await store.statusOfAbsolute("/store/delivery-slots?method=delivery"))
    }
    expect(statuses).toEqual(new Set([200, 429]))
    expect(await store.statusOfAbsolute("/store/regions")).toBe(200)
  })

  it("leaves a store that sells as before when it is removed from medusa-config", async () => {
    await store.start(WITHOUT_PLUGIN)
    await expectOrdinaryOrders()
    expect(await store.statusOf("/health/ready")).toBe(404)
    expect(store.errors()).toEqual([])
  }, 240_000)
})
