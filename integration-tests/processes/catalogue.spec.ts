import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import type { Product } from "../../src/bot/catalog/types"
import { AZIZA, botSuite } from "../bot/support"
import { botKnows, comesIn } from "../bot/shopper-support"
import { eventually } from "../support/eventually"
import { saying } from "../support/labels"

botSuite("the catalogue in one process of many", ({ telegram, container }) => {
  const pg = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION)

  /** Renames the product in the database, as another process would: this process gets no event. */
  const rename = (title: string) =>
    pg().raw("update product set title = ?, updated_at = now() where handle = 'pink-cloud'", [title])
  const listeners = async (): Promise<number[]> => {
    const { rows } = await pg().raw(
      "select pid from pg_stat_activity where query ilike 'listen guldasta_catalog%' and datname = current_database()",
    )
    return (rows as { pid: number }[]).map(({ pid }) => pid)
  }

  const isCalled = (title: string) => (products: Product[]) =>
    products.some((product) => product.handle === "pink-cloud" && product.title.ru === title)

  /** Opens a product and returns to the list. */
  async function looksAndReturns(shopper: SandboxPerson): Promise<void> {
    await shopper.taps(/^1$/)
    await shopper.sees(saying("catalog.contents"))
    await shopper.taps(saying("common.back"))
  }

  it("shows at the next tap a change in another process", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_catalog"))
    await shopper.taps(/^Букеты/)
    await shopper.sees(/2\. Розовое облако/)
    await eventually(async () => expect(await listeners()).toHaveLength(1))

    await rename("Утренний туман")
    await pg().raw("notify guldasta_catalog")
    await botKnows(container(), isCalled("Утренний туман"))
    await looksAndReturns(shopper)
    await shopper.sees(/2\. Утренний туман/)

    await rename("Полуденный сад")
    await pg().raw(
      "select pg_notify('guldasta_catalog', 'catalog ' || id) from product where handle = 'pink-cloud'",
    )
    await botKnows(container(), isCalled("Полуденный сад"))
    await looksAndReturns(shopper)
    await shopper.sees(/2\. Полуденный сад/)
  })

  it("catches up when its LISTEN connection breaks", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_catalog"))
    await shopper.taps(/^Букеты/)
    await shopper.sees(/2\. Розовое облако/)
    const [pid] = await eventually(async () => {
      const found = await listeners()
      expect(found).toHaveLength(1)
      return found
    })

    await pg().raw("select pg_terminate_backend(?)", [pid])
    await rename("Вечерний бриз")
    await eventually(async () => {
      const [other] = await listeners()
      expect(other).toBeDefined()
      expect(other).not.toBe(pid)
    })
    await botKnows(container(), isCalled("Вечерний бриз"))
    await looksAndReturns(shopper)
    await shopper.sees(/2\. Вечерний бриз/)
  })
})
