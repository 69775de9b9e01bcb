import { rmSync } from "node:fs"
import type { Browser, Locator } from "playwright-core"
import { textOf } from "../../packages/sandbox/telegram/client"
import { BOBUR, FLORISTS, MADINA, MARINA } from "../bot/support"
import { byPayme } from "../proofs/payers"
import { bouquet, WebShopper, widenSlots } from "../proofs/shopping"
import { buildAdmin } from "../../scripts/start/built-admin"
import { eventually } from "../support/eventually"
import { TEST_OWNER } from "../support/seed"
import { ShopProcesses } from "../support/shop-processes"
import { AdminPage, adminText as t, SCREENSHOTS } from "./admin-page"
import { describeInBrowser, openBrowser } from "./chromium"
import { stockPages } from "./stock-pages"
import { failsToPayInDollars, sellsInDollars } from "./dollars"

jest.setTimeout(600_000)

/** Time limit in ms for something that the page shows, for a slow machine under load. */
const TIMEOUT_MS = 60_000
const FAILED_TEXT = "A text that Telegram refused"

type Order = { id: string; number: number; day: string }

// Without Chromium the shop does not start either.
describeInBrowser("The shop's pages in Medusa's admin", () => {
  let browser: Browser
  let shop: ShopProcesses
  let admin: AdminPage
  /** An order that the shopper pays on delivery, and one that is paid with Payme. */
  let cash: Order
  let paid: Order

  beforeAll(async () => {
    rmSync(SCREENSHOTS, { recursive: true, force: true })
    const opened = await openBrowser()
    if (!opened) throw new Error("the browser has been closed")
    browser = opened
    shop = await ShopProcesses.open({ environment: byPayme.environment, admin: await buildAdmin() })
    await widenSlots(shop)
    await shop.rows(
      `insert into region_payment_provider (id, region_id, payment_provider_id)
       select 'regpp_' || $1, id, $1 from region`,
      byPayme.provider,
    )
    await shop.start("shared")
    cash = await orders()
    paid = await orders(byPayme.provider)
    await pays(paid)
    const page = await browser.newPage({ locale: "en-GB", viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(TIMEOUT_MS)
    admin = await AdminPage.logsIn(page, shop.url)
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.end()
  })
  afterEach(() => expect(admin.mistakes.splice(0)).toEqual([]))

  it("lists the workshop's orders by state and day", async () => {
    const { page } = admin
    await page.getByRole("link", { name: t("menu.workshop"), exact: true }).click()
    await admin.sees(t("workshop.title"))
    await admin.row(`#${cash.number}`, t("status.offered"), "Zilola Karimova").waitFor()
    await admin.row(`#${paid.number}`, t("status.offered")).waitFor()
    expect(await admin.problems("workshop")).toEqual([])

    await admin.chooses(t("workshop.state"), t("status.delivered"))
    await page.getByText(t("workshop.empty")).waitFor()
    expect(await admin.row().count()).toBe(0)
    await admin.chooses(t("workshop.state"), t("status.offered"))
    await page.getByLabel(t("workshop.day")).fill(cash.day)
    await admin.row(`#${cash.number}`).waitFor()
    await page.getByLabel(t("workshop.day")).fill("2020-01-01")
    await page.getByText(t("workshop.empty")).waitFor()
    await page.getByRole("button", { name: t("workshop.any_day") }).click()
    await page.getByText(t("workshop.page", { from: 1, to: 2, count: 2 })).waitFor()
  })

  it("shows an accountant the forbidden buttons as disabled with a reason, and forbidden pages as absent", async () => {
    const login = { email: "accountant@guldasta.test", password: "tulips-and-figures" }
    await hires(login, "accountant")
    const page = await browser.newPage({ locale: "en-GB", viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(TIMEOUT_MS)
    const accountant = await AdminPage.logsIn(page, shop.url, login)
    await accountant.opens(`/orders/${cash.id}`)
    const widget = page.getByTestId("guldasta-workshop")
    for (const name of [t("step.accept"), t("step.cancel"), t("delivery.change")]) {
      const button = widget.getByRole("button", { name, exact: true })
      await button.waitFor()
      expect(await button.isDisabled()).toBe(true)
      expect(await button.locator("..").getAttribute("title")).toBe(t("errors.not_allowed"))
    }
    const costs = page.getByTestId("guldasta-order-cost")
    await costs.getByText(t("cost.later")).waitFor()
    expect(await accountant.problems("order-cost", costs)).toEqual([])
    const menu = page.getByRole("link", { name: t("menu.payments"), exact: true })
    await menu.waitFor()
    for (const hidden of [t("menu.staff"), "Customers"]) {
      expect(await page.getByRole("link", { name: hidden, exact: true }).count()).toBe(0)
    }
    await accountant.opens("/staff")
    await page.getByText(t("access.page", { role: t("role.accountant") })).waitFor()
    await page.close()
  })

  it("disables on Medusa's own pages what a florist may not do, with the reason", async () => {
    const login = { email: "florist@guldasta.test", password: "tulips-and-ribbons" }
    await hires(login, "florist")
    const page = await browser.newPage({ locale: "en-GB", viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(TIMEOUT_MS)
    const florist = await AdminPage.logsIn(page, shop.url, login)
    const isRefused = async (control: Locator) => {
      await control.waitFor()
      await eventually(async () => expect(await control.getAttribute("aria-disabled")).toBe("true"))
      expect(await control.getAttribute("title")).toBe(t("errors.not_allowed"))
      await control.click({ force: true })
    }
    await florist.opens("/products")
    await page.getByTestId("guldasta-role").getByText(t("role.florist")).waitFor()
    await isRefused(page.locator('a[href$="/products/create"]'))
    expect(new URL(page.url()).pathname).toBe("/app/products")
    expect(await florist.problems("florist-products")).toEqual([])

    await florist.opens(`/orders/${cash.id}`)
    await page.getByTestId("guldasta-workshop").waitFor()
    expect(await page.getByTestId("guldasta-order-cost").count()).toBe(0)
    await page.setViewportSize({ width: 1280, height: 900 })
    await isRefused(page.getByRole("button", { name: "Capture payment", exact: true }))
    await page.locator("main [aria-haspopup=menu]").first().click()
    await isRefused(page.getByRole("menuitem", { name: "Cancel", exact: true }))
    expect(await page.getByRole("alertdialog").count()).toBe(0)
    await page.screenshot({ path: `${SCREENSHOTS}/florist-order.png` })
    await page.keyboard.press("Escape")

    // An address that is typed by hand.
    await florist.opens(`/orders/${cash.id}/edits`)
    await florist.seesToast(t("errors.not_allowed"))
    await page.waitForURL(`**/orders/${cash.id}`)

    await florist.opens("/settings/regions")
    await page.getByRole("link", { name: "Regions", exact: true }).waitFor()
    // Medusa's sidebar shows all entries until it has read its layout.
    await eventually(async () => {
      for (const hidden of ["Users", "Secret API Keys", "Workflows"]) {
        const links = page.getByRole("link", { name: hidden, exact: true })
        expect([hidden, await links.count()]).toEqual([hidden, 0])
      }
    })
    await isRefused(page.locator('a[href$="/settings/regions/create"]'))
    await page.screenshot({ path: `${SCREENSHOTS}/florist-settings.png` })

    // The owner's page has the same links and buttons as without roles.
    await admin.opens("/products")
    const create = admin.page.locator('a[href$="/products/create"]')
    await create.waitFor()
    expect(await create.getAttribute("aria-disabled")).toBeNull()
    await page.close()
  })

  it("leads an order from the workshop's list to its delivery", async () => {
    const { page } = admin
    await admin.opens("/workshop")
    await admin.row(`#${cash.number}`).click()
    await page.waitForURL(`**/orders/${cash.id}`)
    const widget = page.getByTestId("guldasta-workshop")
    await widget.getByText("7, Khakikat street").waitFor()
    for (const [step, status] of [
      ["accept", "accepted"],
      ["mark_ready", "ready"],
      ["pick_up", "out_for_delivery"],
      ["deliver", "delivered"],
    ]) {
      await widget.getByRole("button", { name: t(`step.${step}`), exact: true }).click()
      await widget
        .getByText(t(`status.${status}`), { exact: true })
        .first()
        .waitFor()
      await eventually(async () => expect(await statusOf(cash)).toBe(status))
    }
    const history = widget.getByLabel(t("history.title"))
    await history.getByText(t("history.deliver"), { exact: true }).waitFor()
    expect(await history.getByRole("listitem").count()).toBe(5)
    expect(await widget.getByRole("button").count()).toBe(0)
    expect(await admin.problems("order-workshop", widget)).toEqual([])
  })

  it("cancels a paid order with a reason, and shows its payment as due for a refund", async () => {
    const { page } = admin
    await admin.opens(`/orders/${paid.id}`)
    const widget = page.getByTestId("guldasta-workshop")
    const payment = page.getByTestId("guldasta-payment")
    await payment.getByText(t("payments.state.performed"), { exact: true }).waitFor()
    await widget.getByRole("button", { name: t("step.cancel") }).click()
    const prompt = page.getByRole("alertdialog")
    const confirm = prompt.getByRole("button", { name: t("step.cancel") })
    expect(await confirm.isDisabled()).toBe(true)
    await prompt.getByLabel(t("reason.label")).fill("No tulips today")
    await confirm.click()
    await widget.getByText(t("status.canceled"), { exact: true }).first().waitFor()
    await widget.getByText("“No tulips today”").waitFor()
    expect(await statusOf(paid)).toBe("canceled")

    await payment.getByText(t("payments.todo.refund_cabinet", { gateway: "Payme" })).waitFor()
    expect(await admin.problems("order-payment", payment)).toEqual([])
  })

  it("filters payments, shows a payment's history, and resolves a mismatch with a note", async () => {
    const { page } = admin
    await admin.opens("/payments")
    await admin.sees(t("payments.title"))
    await page.getByText(t("payments.mismatched_count_one", { count: 1 })).waitFor()
    const mismatch = page.getByTestId("guldasta-mismatch").filter({ hasText: `#${paid.number}` })
    await mismatch.waitFor()
    await page.getByTestId("guldasta-day-sums").getByRole("cell", { name: "Payme" }).waitFor()
    expect(await admin.problems("payments")).toEqual([])

    await admin.chooses(t("payments.gateway"), "Click")
    await page.getByText(t("payments.empty")).waitFor()
    await admin.chooses(t("payments.gateway"), "Payme")
    await admin.chooses(t("workshop.state"), t("payments.mismatched"))
    await mismatch.getByRole("button", { name: t("payments.history") }).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByText("PerformTransaction").waitFor()
    expect(await admin.problems("payment-drawer")).toEqual([])
    await page.keyboard.press("Escape")
    await drawer.waitFor({ state: "hidden" })

    await mismatch.getByRole("button", { name: t("payments.step.resolve") }).click()
    const prompt = page.getByRole("alertdialog")
    await prompt.getByLabel(t("payments.note")).fill("Refunded in cash")
    await prompt.getByRole("button", { name: t("payments.step.resolve") }).click()
    await admin.seesToast(t("payments.done.resolve"))
    await page.getByText(t("payments.empty")).waitFor()
    await admin.chooses(t("workshop.state"), t("workshop.all"))
    await admin.row(`#${paid.number}`, "Payme", t("payments.state.performed")).waitFor()
    expect(
      await shop.rows(
        `select r.step, r.note, t.needs_attention from gateway_resolution r
         join gateway_transaction t on t.id = r.transaction_id`,
      ),
    ).toEqual([{ step: "resolve", note: "Refunded in cash", needs_attention: null }])
  })

  it("lists messages that did not arrive, and sends one again", async () => {
    const { page } = admin
    await shop.rows(
      `insert into outbox_message (id, key, chat_id, state, attempts, last_error, payload, notified_at)
       values ('tgmsg_failed', 'test:failed', $1, 'failed', 1, 'Bad Request: no reason', $2, now())`,
      String(FLORISTS),
      JSON.stringify({ text: `<b>${FAILED_TEXT}</b>` }),
    )
    await admin.opens("/messages")
    await admin.sees(t("messages.title"))
    const row = admin.row(FAILED_TEXT, t("messages.state.failed"), "Bad Request: no reason")
    await row.waitFor()
    expect(await admin.row().count()).toBe(1)
    expect(await admin.problems("messages")).toEqual([])
    await row.getByRole("button", { name: t("messages.send_again") }).click()
    await admin.seesToast(t("messages.will_be_sent"))
    await page.getByText(t("messages.empty")).waitFor()
    const florists = shop.telegram().person(MADINA)
    expect(textOf(await florists.sees(FAILED_TEXT, { in: FLORISTS, anyTime: true }))).toBe(FAILED_TEXT)

    await admin.chooses(t("workshop.state"), t("messages.state.sent"))
    await admin.row("test:failed", t("messages.state.sent")).waitFor()
    await page.getByLabel(t("workshop.order"), { exact: true }).fill(String(cash.number))
    await admin.row(`#${cash.number}`, `card:`).first().waitFor()
    await eventually(async () => expect(await admin.row("test:failed").count()).toBe(0))
  })

  it("invites staff, changes a role, dismisses and reinstates a person", async () => {
    const { page } = admin
    await page.getByRole("link", { name: t("menu.staff"), exact: true }).click()
    await admin.sees(t("staff.title"))
    await admin.row("Marina Kim").waitFor()
    await admin.sees(t("chats.title"))
    expect(await admin.problems("staff")).toEqual([])

    await page.getByRole("button", { name: t("staff.invite"), exact: true }).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByLabel(t("staff.invite_name")).fill("Nodira")
    await drawer.getByLabel(t("staff.role"), { exact: true }).click()
    await page.getByRole("option", { name: t("role.manager"), exact: true }).click()
    await drawer.getByRole("button", { name: t("staff.invite_create") }).click()
    const link = await drawer.getByTestId("invite-link").innerText()
    expect(link).toMatch(/^https:\/\/t\.me\/guldasta_sandbox_bot\?start=staff_\S+$/)
    expect(await shop.rows("select name, role from workshop_staff_invite")).toEqual([
      { name: "Nodira", role: "manager" },
    ])
    expect(await admin.problems("staff-invite")).toEqual([])
    await drawer
      .getByRole("button", { name: t("staff.close") })
      .first()
      .click()
    await drawer.waitFor({ state: "hidden" })

    await admin.chooses(`${t("staff.role")}: Marina Kim`, t("role.courier"))
    await eventually(async () => expect(await memberOf(MARINA)).toEqual({ role: "courier", active: true }))
    const bobur = admin.row("Bobur Aliyev")
    await bobur.getByRole("button", { name: t("staff.dismiss") }).click()
    await bobur.getByText(t("staff.former"), { exact: true }).waitFor()
    expect(await memberOf(BOBUR)).toEqual({ role: "courier", active: false })
    await bobur.getByRole("button", { name: t("staff.reinstate") }).click()
    await bobur.getByText(t("staff.active"), { exact: true }).waitFor()
    expect(await memberOf(BOBUR)).toEqual({ role: "courier", active: true })
  })

  it("saves a product's codes for fiscal receipts", async () => {
    const { page } = admin
    const { productId } = await bouquet(shop, "pink-cloud")
    await admin.opens(`/products/${productId}`)
    const costs = page.getByTestId("guldasta-product-cost")
    await costs.getByText(t("cost.unknown")).first().waitFor()
    expect(await admin.problems("product-cost", costs)).toEqual([])
    const widget = page.getByTestId("guldasta-fiscal")
    await widget.getByLabel(t("fiscal.ikpu")).fill("123")
    await widget.getByText(t("fiscal.wrong.ikpu")).waitFor()
    expect(await widget.getByRole("button", { name: t("fiscal.save") }).isDisabled()).toBe(true)
    await widget.getByLabel(t("fiscal.ikpu")).fill("06003001001000000")
    await widget.getByLabel(t("fiscal.package_code")).fill("1500")
    await widget.getByLabel(t("fiscal.vat_percent")).fill("12")
    await widget.getByRole("button", { name: t("fiscal.save") }).click()
    await admin.seesToast(t("fiscal.saved"))
    expect(await admin.problems("product-fiscal", widget)).toEqual([])
    await page.reload()
    await eventually(async () =>
      expect(await widget.getByLabel(t("fiscal.ikpu")).inputValue()).toBe("06003001001000000"),
    )
    const [{ metadata }] = await shop.rows("select metadata from product where id = $1", productId)
    expect(metadata).toMatchObject({ ikpu: "06003001001000000", package_code: "1500", vat_percent: 12 })
  })

  it("shows on an inventory item which carts hold it", async () => {
    const { page } = admin
    const [item] = await shop.rows<{ id: string }>("select id from inventory_item where sku = 'ROSE-PINK-50'")
    await admin.opens(`/inventory/${item.id}`)
    const widget = page.getByTestId("guldasta-holds")
    await widget.getByText(t("holds.none")).waitFor()
    const shopper = await WebShopper.comes(shop)
    expect(await shopper.adds((await bouquet(shop, "pink-cloud")).variantId)).toBe(true)
    await page.reload()
    await widget.getByText(shopper.cartId).waitFor()
    await widget.getByText(t("holds.web")).waitFor()
    expect(await widget.getByText(t("holds.pieces", { count: 9 })).count()).toBe(2)
    expect(await admin.problems("inventory-holds", widget)).toEqual([])
  })

  stockPages(() => ({ admin, browser, shop, hires }))

  it("shows the amounts of an order in dollars in dollars, on the shop's pages and widgets", async () => {
    const { page } = admin
    const owner = await ownerToken()
    await sellsInDollars(shop, (path, body) => post(path, body, owner))
    const { id, number } = await orders(undefined, "usd")
    await failsToPayInDollars(shop, { id, number })
    const wrong = /(?<![\d.])(28|27)\s?(UZS|USD|сум|soʻm)/
    const shows = async (part: Locator) => {
      await part
        .getByText(/27\.50\sUSD/)
        .first()
        .waitFor()
      expect(await part.innerText()).not.toMatch(wrong)
    }

    await admin.opens(`/orders/${id}`)
    await shows(page.getByTestId("guldasta-balance"))
    await shows(page.getByTestId("guldasta-payment"))
    await page.getByText("$27.50").first().waitFor()
    await page.getByTestId("guldasta-payment").getByText(t("payments.details")).click()
    await shows(admin.row(`#${number}`, "Stripe"))
    await admin.row(`#${number}`, "Stripe").getByText("Stripe").click()
    await shows(page.getByRole("dialog"))
    await page.keyboard.press("Escape")
    await admin.opens("/workshop")
    await shows(admin.row(`#${number}`))
    expect(await admin.problems("workshop-usd")).toEqual([])
    const headers = { authorization: `Bearer ${owner}` }
    const csv = await fetch(`${shop.url}/admin/gateway-transactions/export`, { headers })
    expect(await csv.text()).toContain(`"Stripe";"cs_usd";"${number}";"27.50";"0.00";"usd";`)
  })

  it("has Russian pages", async () => {
    const { page } = admin
    await page.context().addCookies([{ name: "lng", value: "ru", url: shop.url }])
    for (const [route, title] of [
      ["workshop", "workshop.title"],
      ["payments", "payments.title"],
      ["messages", "messages.title"],
      ["staff", "staff.title"],
      ["catalog-import", "imports.title"],
      ["stock", "stock.title"],
      ["stock/ledger", "stock.ledger"],
      ["stock/documents", "stock.documents"],
      ["stock/requests", "stock.requests"],
      ["stock/counts", "counts.title"],
      ["stock/shopping", "stock.shopping_list"],
      ["stock/suppliers", "stock.suppliers"],
      ["stock/showcase", "showcase.title"],
    ]) {
      await admin.opens(`/${route}`)
      await admin.sees(t(title, {}, "ru"))
      expect(await admin.problems(`${route.replace("/", "-")}-ru`)).toEqual([])
    }
  })

  /** Buys a bouquet over the Store API. */
  async function orders(provider?: string, currency?: string): Promise<Order> {
    const shopper = await WebShopper.comes(shop, currency)
    await shopper.adds((await bouquet(shop, "pink-cloud")).variantId)
    const placed = await shopper.orders(provider)
    if (!("orderId" in placed)) {
      throw new Error(`The shop refused the order: ${JSON.stringify(placed)}`)
    }
    const [order] = await shop.rows<Order>(
      `select o.id, o.display_id as number, d.date as day from "order" o
       join delivery d on d.order_id = o.id where o.id = $1`,
      placed.orderId,
    )
    return order
  }

  /** Pays an order with Payme, and waits until the florists can take it. */
  async function pays({ id, number }: Order): Promise<void> {
    const [{ amount }] = await shop.rows<{ amount: number }>(
      `select pc.amount::int as amount from order_payment_collection l
       join payment_collection pc on pc.id = l.payment_collection_id where l.order_id = $1`,
      id,
    )
    const payment = await byPayme.begins(shop, { number: String(number), amount: amount * 100 })
    await payment.performs()
    await eventually(async () => expect(await statusOf(paid)).toBe("offered"))
  }

  async function post(path: string, body: object, token?: string) {
    const headers = {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
    const response = await fetch(`${shop.url}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    })
    expect([path, response.ok]).toEqual([path, true])
    return response.json()
  }

  async function ownerToken(): Promise<string> {
    const { adminEmail: email, adminPassword: password } = TEST_OWNER
    return (await post("/auth/user/emailpass", { email, password })).token
  }

  let hired = 0

  /** Invites a person to the admin and makes the login a staff member's, as the owner does. */
  async function hires(login: { email: string; password: string }, role: string): Promise<void> {
    const owner = await ownerToken()
    const { invite } = await post("/admin/invites", { email: login.email }, owner)
    const { token } = await post("/auth/user/emailpass/register", login)
    const { user } = await post(`/admin/invites/accept?token=${invite.token}`, { email: login.email }, token)
    const member = { telegram_id: String(7000 + hired++), name: `Nodir, ${role}`, role }
    const { staff_member: made } = await post("/admin/staff", member, owner)
    await post(`/admin/staff/${made.id}`, { user_id: user.id }, owner)
  }

  async function statusOf({ id }: Order): Promise<string> {
    const [{ status }] = await shop.rows<{ status: string }>(
      "select status from workshop_assignment where order_id = $1",
      id,
    )
    return status
  }

  async function memberOf(telegramId: number) {
    const [member] = await shop.rows(
      "select role, active from workshop_staff_member where telegram_id = $1",
      String(telegramId),
    )
    return member
  }
})
