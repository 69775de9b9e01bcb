import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { updateStoresWorkflow } from "@medusajs/medusa/core-flows"
import type { CatalogFileInput } from "../../src/workflows/catalog/catalog-file"
import { importCatalogWorkflow } from "../../src/workflows/catalog/import-catalog"
import { sampleCatalog } from "./products"

/** Folder with one picture for each product: `<handle>.jpg`. */
const PICTURES = path.join(__dirname, "pictures")

/**
 * Store metadata key that marks the import of the first catalogue. Products that the owner deletes later are
 * not created again.
 */
const SEEDED = "catalog_seeded"

/** Whether the first catalogue was imported: the shop is not new. */
export async function isSeeded(container: MedusaContainer): Promise<boolean> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  return Boolean(store.metadata?.[SEEDED])
}

/**
 * Imports the shop's first catalogue. After it {@link isSeeded} is true.
 *
 * @param pictures whether the products get their pictures
 */
export async function seedCatalog(container: MedusaContainer, pictures: boolean): Promise<void> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  const catalog = pictures ? withPictures(sampleCatalog()) : sampleCatalog()
  await importCatalogWorkflow(container).run({ input: { catalog, pictures: { folder: PICTURES } } })
  await updateStoresWorkflow(container).run({
    input: { selector: { id: store.id }, update: { metadata: { ...store.metadata, [SEEDED]: true } } },
  })
}

function withPictures(catalog: Required<CatalogFileInput>): CatalogFileInput {
  const products = catalog.products?.map((product) => ({
    ...product,
    images: [{ file: `${product.handle}.jpg` }],
  }))
  return { ...catalog, products }
}
