import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { updateStoresWorkflow } from "@medusajs/medusa/core-flows"
import type { CatalogFileInput } from "../../workflows/catalog/catalog-file"
import { importCatalogWorkflow } from "../../workflows/catalog/import-catalog"
import { seedCatalogFile } from "./data/catalog"
import { drawPictures } from "./pictures/draw"

/**
 * Store metadata key that marks the import of the first catalogue. Products that the owner deletes later are
 * not created again.
 */
const SEEDED = "catalog_seeded"

/**
 * Imports the shop's first catalogue, unless it was imported before.
 *
 * @param pictures whether to draw a picture for each product
 */
export async function seedCatalog(container: MedusaContainer, pictures: boolean): Promise<void> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  if (store.metadata?.[SEEDED]) {
    return
  }
  const catalog = pictures ? await withPictures(seedCatalogFile()) : seedCatalogFile()
  await importCatalogWorkflow(container).run({ input: { catalog } })
  await updateStoresWorkflow(container).run({
    input: { selector: { id: store.id }, update: { metadata: { ...store.metadata, [SEEDED]: true } } },
  })
}

async function withPictures(catalog: Required<CatalogFileInput>): Promise<CatalogFileInput> {
  const drawn = await drawPictures(catalog.products ?? [])
  const products = catalog.products?.map((product) => {
    const picture = drawn.get(product.handle)
    return picture ? { ...product, images: [{ data: picture.toString("base64") }] } : product
  })
  return { ...catalog, products }
}
