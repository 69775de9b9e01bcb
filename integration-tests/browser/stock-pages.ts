import type { Browser, Page } from "playwright-core"
import { eventually } from "../support/eventually"
import type { ShopProcesses } from "../support/shop-processes"
import { AdminPage, adminText as t } from "./admin-page"

type Login = { email: string; password: string }

/** What the tests of the stock's pages need of their suite. */
type Suite = {
  admin: AdminPage
  browser: Browser
  shop: ShopProcesses
  hires: (login: Login, role: string) => Promise<void>
}

/** An item that pieces of another one move to. */
const OTHER = "ROSE-WHITE-60"

const MANAGER = { email: "manager@guldasta.test", password: "peonies-and-numbers" }
const FLORIST = { email: "stock-florist@guldasta.test", password: "peonies-and-knives" }

/** Tests of the pages of the stock. They need a page of the owner and a running shop with the sample catalogue. */
export function stockPages(suite: () => Suite): void {
  type Item = { id: string; title: string; stock: number }

  const rose = async (): Promise<Item> => {
    const [item] = await suite().shop.rows<Item>(
      `select item.id, item.title, level.stocked_quantity::int as stock from inventory_item item
       join inventory_level level on level.inventory_item_id = item.id where item.sku = 'ROSE-PINK-50'`,
    )
    return item
  }
  /** Changes the stock without a reason. */
  const loses = ({ id }: Pick<Item, "id">, pieces: number) =>
    suite().shop.rows(
      "update inventory_level set stocked_quantity = stocked_quantity - $2::int where inventory_item_id = $1",
      id,
      pieces,
    )
  const logsIn = async (login: Login, role: string): Promise<AdminPage> => {
    const { browser, shop, hires } = suite()
    await hires(login, role)
    const page = await browser.newPage({ locale: "en-GB", viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(60_000)
    return AdminPage.logsIn(page, shop.url, login)
  }
  const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })

  /** Opens the form of a new document of a kind, with one item. */
  const begins = async (kind: string, pieces: string): Promise<ReturnType<Page["getByRole"]>> => {
    const { page } = suite().admin
    await button(page, t("stock.new_document")).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByLabel(t("stock.document"), { exact: true }).click()
    await page.getByRole("option", { name: t(`stock.kind.${kind}`), exact: true }).click()
    await drawer.getByLabel(t("stock.add_item")).fill("ROSE-PINK-50")
    await drawer.getByRole("button", { name: /ROSE-PINK-50/ }).click()
    await drawer.getByLabel(t("stock.pieces")).fill(pieces)
    return drawer
  }

  it("records a receipt of a supplier, shows its lot, and takes it back", async () => {
    const { admin, shop } = suite()
    const { page } = admin
    const before = await rose()
    await admin.opens("/stock/suppliers")
    await admin.sees(t("stock.suppliers"))
    await button(page, t("stock.new_supplier")).click()
    const form = page.getByRole("dialog")
    await form.getByLabel(t("staff.name")).fill("Samarkand Roses")
    await form.getByLabel(t("delivery.phone")).fill("90 123 45 67")
    await form.getByLabel(t("stock.lead_days")).fill("two")
    await form.getByText(t("stock.wrong_count")).waitFor()
    expect(await button(page, t("delivery.save")).isDisabled()).toBe(true)
    await form.getByLabel(t("stock.lead_days")).fill("2")
    expect(await admin.problems("stock-supplier")).toEqual([])
    await button(page, t("delivery.save")).click()
    await admin.seesToast(t("stock.supplier_saved"))
    const supplier = page.getByTestId("guldasta-supplier").filter({ hasText: "Samarkand Roses" })
    await supplier.getByText("+998901234567").waitFor()
    expect(await admin.problems("stock-suppliers")).toEqual([])

    await admin.opens("/stock/documents")
    await admin.sees(t("stock.documents"))
    const drawer = await begins("incoming", "ten")
    await drawer.getByText(t("stock.wrong_pieces")).waitFor()
    expect(await button(page, t("stock.record")).isDisabled()).toBe(true)
    await drawer.getByLabel(t("stock.pieces")).fill("10")
    await drawer.getByLabel(t("stock.unit_cost")).fill("7 000,50")
    await drawer.getByLabel(t("stock.fresh_until")).fill("2030-01-05")
    await drawer.getByLabel(t("stock.supplier")).click()
    await page.getByRole("option", { name: "Samarkand Roses" }).click()
    expect(await admin.problems("stock-new-document")).toEqual([])
    await button(page, t("stock.record")).click()
    await admin.seesToast(t("stock.recorded"))
    expect((await rose()).stock).toBe(before.stock + 10)
    const [movement] = await shop.rows(
      "select quantity::int, value::int, kind from stock_movement where document_id is not null order by id desc limit 1",
    )
    expect(movement).toEqual({ quantity: 10, value: 7_000_500, kind: "incoming" })
    const row = admin.row(t("stock.kind.incoming"), before.title, "Samarkand Roses")
    await row.waitFor()
    expect(await admin.problems("stock-documents")).toEqual([])

    await admin.opens("/stock")
    await page.getByLabel(t("stock.item"), { exact: true }).fill("ROSE-PINK")
    await admin.row(before.title, String(before.stock + 10)).click()
    const lots = page.getByRole("dialog").getByTestId("guldasta-lot")
    await lots
      .filter({ hasText: "Samarkand Roses" })
      .getByText(/7,000\.50\sUZS/)
      .waitFor()
    expect(await admin.problems("stock-lots")).toEqual([])

    await admin.opens("/stock/documents")
    await row.click()
    await page.getByRole("dialog").getByTestId("guldasta-movement").waitFor()
    expect(await admin.problems("stock-document")).toEqual([])
    await button(page, t("stock.take_back")).click()
    const prompt = page.getByRole("alertdialog")
    await prompt.getByLabel(t("reason.label")).fill("Another shop's note")
    await prompt.getByRole("button", { name: t("stock.take_back") }).click()
    await admin.seesToast(t("stock.took_back"))
    await admin.row(t("stock.taken_back", { document: t("stock.kind.incoming") })).waitFor()
    expect((await rose()).stock).toBe(before.stock)
  })

  it("makes a bouquet for the showcase, marks it down, and takes it apart with a loss", async () => {
    const { admin, shop } = suite()
    const { page } = admin
    const before = await rose()
    await admin.opens("/stock/showcase")
    await admin.sees(t("showcase.title"))
    await button(page, t("showcase.new")).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByLabel(t("showcase.bouquet"), { exact: true }).fill("Evening")
    await drawer.getByLabel(t("showcase.price"), { exact: true }).fill("90000")
    await drawer.getByLabel(t("stock.add_item")).fill("ROSE-PINK-50")
    await drawer.getByRole("button", { name: /ROSE-PINK-50/ }).click()
    await drawer.getByLabel(t("stock.pieces")).fill("3")
    expect(await admin.problems("showcase-new")).toEqual([])
    await button(page, t("showcase.make")).click()
    await admin.seesToast(t("showcase.made"))
    expect((await rose()).stock).toBe(before.stock - 3)
    expect(await admin.problems("showcase")).toEqual([])

    const opens = () =>
      admin
        .row("Evening")
        .getByRole("button", { name: t("showcase.change") })
        .click()
    await opens()
    await drawer.getByLabel(t("showcase.price"), { exact: true }).fill("80000")
    await button(page, t("delivery.save")).click()
    await admin.seesToast(t("showcase.done.price"))
    await opens()
    await drawer.getByLabel(t("showcase.change"), { exact: true }).click()
    await page.getByRole("option", { name: t("showcase.verb.take-apart"), exact: true }).click()
    await drawer.getByLabel(before.title).fill("2")
    await drawer.getByLabel(t("reason.label")).click()
    await page.getByRole("option", { name: t("stock.reason.broken"), exact: true }).click()
    expect(await admin.problems("showcase-change")).toEqual([])
    await button(page, t("delivery.save")).click()
    await admin.seesToast(t("showcase.done.take-apart"))
    const rows = await shop.rows("select status, price from showcase_bouquet")
    expect(rows).toEqual([{ status: "taken_apart", price: 80_000 }])
    expect((await rose()).stock).toBe(before.stock - 1)
  })

  it("sets a reorder level on the item's page, and lists what to order with its file", async () => {
    const { admin } = suite()
    const { page } = admin
    const { id, title, stock } = await rose()
    await admin.opens(`/inventory/${id}`)
    const widget = page.getByTestId("guldasta-reorder")
    await widget.getByRole("button", { name: t("stock.reorder_change") }).click()
    const form = page.getByRole("dialog")
    await form.getByLabel(t("stock.level"), { exact: true }).fill(String(stock))
    await form.getByLabel(t("stock.reorder_quantity")).fill("150")
    await form.getByLabel(t("stock.supplier"), { exact: true }).click()
    await page.getByRole("option", { name: "Samarkand Roses" }).click()
    expect(await admin.problems("stock-reorder-form")).toEqual([])
    await button(page, t("delivery.save")).click()
    await admin.seesToast(t("stock.reorder_saved"))
    await widget.getByText(t("stock.is_low")).waitFor()
    expect(await admin.problems("stock-reorder", widget)).toEqual([])

    await admin.opens("/stock/suppliers")
    const supplier = page.getByTestId("guldasta-supplier").filter({ hasText: "Samarkand Roses" })
    await supplier.getByRole("link", { name: t("stock.shopping_list") }).click()
    await admin.sees(t("stock.shopping_list"))
    await admin.row(title, "Samarkand Roses", "150").waitFor()
    expect(await admin.problems("stock-shopping")).toEqual([])
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button(page, t("stock.download_xlsx")).click(),
    ])
    const { default: read } = await import("read-excel-file/node")
    const [sheet, ...others] = await read(await download.path())
    expect([sheet.sheet, others]).toEqual(["Samarkand Roses", []])
    expect(sheet.data[1].slice(0, 4)).toEqual([title, "ROSE-PINK-50", 150, stock])

    await admin.opens("/stock/suppliers")
    await supplier.getByRole("button", { name: t("stock.remove_supplier") }).click()
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: t("stock.remove_supplier") })
      .click()
    await admin.seesToast(t("errors.supplier_in_use"))
    // The browser's console shows the refusal.
    admin.mistakes.splice(0)
  })

  it("lets another person approve a large loss, and regrades", async () => {
    const { admin } = suite()
    const { page } = admin
    const before = await rose()
    await admin.opens("/stock/documents")
    const drawer = await begins("loss", "51")
    expect(await button(page, t("stock.record")).isDisabled()).toBe(true)
    await drawer.getByLabel(t("reason.label")).click()
    await page.getByRole("option", { name: t("stock.reason.wilted"), exact: true }).click()
    await button(page, t("stock.record")).click()
    await admin.seesToast(t("stock.waits"))
    expect((await rose()).stock).toBe(before.stock)

    await admin.opens("/stock/requests")
    await admin.sees(t("stock.requests"))
    const request = page.getByTestId("guldasta-request")
    await request.getByRole("button", { name: t("stock.approve"), exact: true }).click()
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: t("stock.approve"), exact: true })
      .click()
    await admin.seesToast(t("errors.own_request"))
    expect(await admin.problems("stock-requests")).toEqual([])
    // The browser's console shows the refusal.
    admin.mistakes.splice(0)

    const manager = await logsIn(MANAGER, "manager")
    await manager.opens("/stock/requests")
    await button(manager.page, t("stock.approve")).click()
    await button(manager.page, t("stock.approve")).last().click()
    await manager.seesToast(t("stock.approve_done"))
    expect((await rose()).stock).toBe(before.stock - 51)
    await manager.page.close()

    await admin.opens("/stock/documents")
    await button(page, t("stock.new_document")).click()
    const regrading = page.getByRole("dialog")
    await regrading.getByLabel(t("stock.document"), { exact: true }).click()
    await page.getByRole("option", { name: t("stock.kind.regrading"), exact: true }).click()
    for (const [label, sku] of [
      [t("stock.from_item"), "ROSE-PINK-50"],
      [t("stock.to_item"), OTHER],
    ]) {
      await regrading.getByLabel(label, { exact: true }).fill(sku)
      await regrading.getByRole("button", { name: new RegExp(sku) }).click()
    }
    await regrading.getByLabel(t("stock.pieces")).fill("3")
    expect(await admin.problems("stock-regrading")).toEqual([])
    await button(page, t("stock.record")).click()
    await admin.seesToast(t("stock.recorded"))
    expect((await rose()).stock).toBe(before.stock - 54)
  })

  it("lists movements without a reason first, explains one, and filters", async () => {
    const { admin } = suite()
    const { page } = admin
    const before = await rose()
    await loses(before, 2)
    await admin.opens("/stock/ledger")
    await admin.sees(t("stock.ledger"))
    const open = page.getByTestId("guldasta-unexplained").getByTestId("guldasta-movement")
    const first = open.filter({ hasText: before.title }).filter({ hasText: "-2" }).first()
    await first.getByText(t("stock.unexplained")).waitFor()
    expect(await admin.problems("stock-ledger")).toEqual([])
    await first.getByRole("button", { name: t("stock.explain") }).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByLabel(t("stock.why")).click()
    await page.getByRole("option", { name: t("stock.kind.loss"), exact: true }).click()
    await drawer.getByLabel(t("reason.label")).click()
    await page.getByRole("option", { name: t("stock.reason.missing"), exact: true }).click()
    await drawer.getByLabel(t("stock.note")).fill("Counted twice")
    expect(await admin.problems("stock-explain")).toEqual([])
    await drawer.getByRole("button", { name: t("delivery.save") }).click()
    await admin.seesToast(t("stock.explained"))

    await admin.chooses(t("stock.why"), t("stock.kind.loss"))
    await admin.row(before.title, t("stock.reason.missing"), "Counted twice").waitFor()
    await page.getByLabel(t("payments.to"), { exact: true }).fill("2020-01-01")
    await page.getByText(t("stock.no_movements")).waitFor()
  })

  it("counts the stock, corrects what differs, and reads and writes files of the stock", async () => {
    const { admin } = suite()
    const { page } = admin
    const before = await rose()
    await admin.opens("/stock/counts")
    await admin.sees(t("counts.title"))
    await button(page, t("counts.begin")).click()
    const form = page.getByRole("dialog")
    expect(await admin.problems("stock-count-begin")).toEqual([])
    await form.getByRole("button", { name: t("counts.begin"), exact: true }).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByTestId("guldasta-uncounted").first().waitFor()
    for (const [pieces, adds] of [
      [before.stock - 3, false],
      [1, true],
    ] as const) {
      await drawer.getByLabel(t("counts.count_item")).fill("ROSE-PINK-50")
      await drawer.getByRole("button", { name: /ROSE-PINK-50/ }).click()
      if (adds) {
        await drawer.getByLabel(t("counts.add")).click()
      }
      await drawer.getByLabel(t("stock.pieces")).fill(String(pieces))
      await drawer.getByRole("button", { name: t("counts.save"), exact: true }).click()
      await admin.seesToast(t("counts.saved"))
      const counted = before.stock - (adds ? 2 : 3)
      await drawer
        .getByTestId("guldasta-counted")
        .getByText(String(counted), { exact: true })
        .first()
        .waitFor()
    }
    await drawer.getByTestId("guldasta-counted").getByText("-2", { exact: true }).waitFor()
    expect(await admin.problems("stock-count")).toEqual([])
    await drawer.getByRole("button", { name: t("counts.close"), exact: true }).click()
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: t("counts.close"), exact: true })
      .click()
    await admin.seesToast(t("counts.closed"))
    expect((await rose()).stock).toBe(before.stock - 2)
    await admin.row(t("counts.all_items"), t("counts.status.closed")).first().waitFor()
    expect(await admin.problems("stock-counts")).toEqual([])

    await admin.opens("/stock")
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button(page, t("counts.export", { format: "XLSX" })).click(),
    ])
    expect(download.suggestedFilename()).toBe("stock.xlsx")
    await button(page, t("counts.import")).click()
    const chooses = (content: string) =>
      page.locator("#guldasta-stock-file").setInputFiles({
        name: "note-17.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(content),
      })
    const file = page.getByRole("dialog")
    const record = file.getByRole("button", { name: t("stock.record"), exact: true })
    await chooses("sku;received\nROSE-PINK-50;2\nTULIP-0;1")
    await file.getByText(t("counts.problem.item_not_found")).waitFor()
    expect(await record.isDisabled()).toBe(true)
    expect(await admin.problems("stock-file")).toEqual([])
    await chooses("sku;received;cost\nROSE-PINK-50;2;7000,50")
    await file.getByText(`${before.stock - 2} → ${before.stock}`).waitFor()
    await record.click()
    await admin.seesToast(t("stock.recorded"))
    expect((await rose()).stock).toBe(before.stock)
  })

  it("shows an item's lots and movements on its page, and no costs to a florist", async () => {
    const { admin } = suite()
    const { id, title } = await rose()
    const florist = await logsIn(FLORIST, "florist")
    for (const one of [admin, florist]) {
      await one.opens(`/inventory/${id}`)
      await one.page.getByTestId("guldasta-lots").getByTestId("guldasta-lot").first().waitFor()
      await one.page.getByTestId("guldasta-movements").getByText("Counted twice").waitFor()
      await one.page.getByTestId("guldasta-history-chart").waitFor()
      const costs = one.page.getByTestId("guldasta-lots").getByText(t("stock.unit_cost"))
      expect(await costs.count()).toBe(one === admin ? 1 : 0)
    }
    const history = admin.page.getByTestId("guldasta-history")
    await history.getByRole("button", { name: t("stock.period_days", { days: "90" }) }).click()
    await history.locator("svg > g").nth(89).waitFor({ state: "attached" })
    expect(await admin.problems("inventory-history", history)).toEqual([])
    expect(await admin.problems("inventory-lots", admin.page.getByTestId("guldasta-lots"))).toEqual([])
    expect(await admin.problems("inventory-movements", admin.page.getByTestId("guldasta-movements"))).toEqual(
      [],
    )
    await florist.opens("/stock")
    await florist.page.getByLabel(t("stock.item"), { exact: true }).fill(title)
    await florist.row(title).first().waitFor()
    const cost = florist.page.getByRole("columnheader", { name: t("stock.average_cost") })
    expect(await cost.count()).toBe(0)
    await loses({ id }, 1)
    await florist.opens("/stock/ledger")
    const explain = button(florist.page, t("stock.explain")).first()
    await eventually(async () => expect(await explain.isDisabled()).toBe(true))
    await florist.page.close()
  })
}
