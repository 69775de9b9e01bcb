import { startTelegramSandbox, type TelegramSandbox } from "../../packages/sandbox/telegram/server"
import { SandboxClient } from "../../packages/sandbox/telegram/client"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import { AZIZA, DILNOZA, FLORISTS } from "../bot/support"
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

    await buysInBot(aziza)
    await accepts(dilnoza, 1)
    await accepts(dilnoza, await buysOverStoreApi(store))

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
    expect(level).toEqual({ stocked_quantity: 20, reserved_quantity: 0 })
    expect(store.errors()).toEqual([])
  }, 240_000)
})
