import path from "node:path"
import { startTelegramSandbox, type TelegramSandbox } from "../../packages/sandbox/telegram/server"
import { SandboxClient } from "../../packages/sandbox/telegram/client"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import { AZIZA, DILNOZA, FLORISTS, JASUR } from "../bot/support"
import { enters } from "../bot/workshop-support"
import { calmCutOff } from "../support/calm-slots"
import { HostStore } from "./host-store"
import { accepts, buysInBot, buysOverStoreApi } from "./purchases"

/** Timeout in ms. Packing, installing and building a store takes two minutes on an idle machine. */
const SET_UP_MS = 900_000
/** Timeout in ms for the deletion of fifty thousand files. */
const CLEAN_UP_MS = 180_000
const TIMEOUT_MS = 60_000

describe("the plugin in a foreign store", () => {
  let sandbox: TelegramSandbox
  let store: HostStore

  beforeAll(async () => {
    sandbox = await startTelegramSandbox({ people: storyPeople, chats: storyChats, tapWaitMs: 50_000 })
    store = await HostStore.withPlugin({
      BOT_TOKEN: sandbox.token,
      BOT_API_ROOT: sandbox.apiRoot,
      FLORISTS_CHAT: String(FLORISTS),
    })
    await store.start()
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
    expect(others.sort()).toEqual(["LICENSE", "README.md", "openapi.json", "package.json"])
    const pictures = files.filter((file) => /\.(jpe?g|png|webp)$/.test(file))
    expect(pictures.map((file) => path.posix.dirname(file))).toEqual(
      pictures.map(() => ".medusa/server/src/bot/assets"),
    )
    expect(
      files.filter((file) => /sandbox|sample-shop|bench|seed|\/draw\/|stand-in|\.spec\./.test(file)),
    ).toEqual([])
  })

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

    await buysInBot(aziza, 1, /13\s500,00\s₸/)
    await accepts(dilnoza, 1)
    expect(await completedByCore()).toBe(0)
    await accepts(dilnoza, await buysOverStoreApi(store, 13_500))
    expect(await completedByCore()).toBe(1)

    const orders = await store.rows(
      'select o.display_id, o.currency_code, a.status from "order" o join workshop_assignment a on a.order_id = o.id order by 1',
    )
    expect(orders).toEqual([
      { display_id: 1, currency_code: "kzt", status: "accepted" },
      { display_id: 2, currency_code: "kzt", status: "accepted" },
    ])
    const [level] = await store.rows(
      "select stocked_quantity::int, reserved_quantity::int from inventory_level",
    )
    expect(level).toEqual({ stocked_quantity: 50, reserved_quantity: 0 })
    expect(store.errors()).toEqual([])
  }, 240_000)

  it("asks the store's price in both channels when the store has hooks on core's cart workflows", async () => {
    await store.start({ HOST_DISCOUNT: "1" })
    const jasur = new SandboxClient(sandbox.url, TIMEOUT_MS).person(JASUR)
    await enters(jasur)

    await buysInBot(jasur, 3, /10\s500,00\s₸/)
    expect(await completedByCore()).toBe(2)
    await buysOverStoreApi(store, 10_500)

    const orders = await store.rows<{ total: number }>(
      "select (totals->>'current_order_total')::int as total from order_summary order by created_at desc limit 2",
    )
    expect(orders).toEqual([{ total: 10_500 }, { total: 10_500 }])
    expect(store.errors()).toEqual([])
  }, 240_000)
})
