import { shopSuite } from "../support/shop-suite"
import { readItemTexts, type ItemTexts } from "../../src/bot/messages/announcements/item-texts"
import { catalogOf, forgetCatalog } from "../../src/bot/catalog/cache"
import type { Language } from "../../src/lib/shop"
import { seedForTest } from "../support/seed"

/**
 * Item names on florists' cards come from the catalogue cache. They must equal the names that Medusa returns when the
 * cache is not available.
 */
shopSuite({
  testSuite: ({ getContainer }) => {
    it("reads the same item texts from the catalogue cache and from Medusa", async () => {
      const container = getContainer()
      await seedForTest(container)
      const { products } = await catalogOf(container)
      const items = products.flatMap(({ variants }) => variants.map(({ id }) => ({ variant_id: id })))
      const kept = await readItemTexts(container, items, null)
      forgetCatalog()
      const read = await readItemTexts(container, items, null)
      forgetCatalog()

      const inOrder = (texts: Record<Language, ItemTexts>) =>
        (["ru", "uz"] as const).map((language) => ({
          titles: Object.fromEntries(texts[language].titles),
          parts: Object.fromEntries(
            [...texts[language].parts].map(([id, parts]) => [
              id,
              parts.toSorted((a, b) => a.title.localeCompare(b.title)),
            ]),
          ),
        }))
      expect(items.length).toBeGreaterThan(20)
      expect([...read.uz.parts.values()].flat().length).toBeGreaterThan(20)
      expect(read.uz.titles).not.toEqual(read.ru.titles)
      expect(inOrder(kept)).toEqual(inOrder(read))
    })
  },
})
