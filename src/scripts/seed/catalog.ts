import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { updateStoresWorkflow } from "@medusajs/medusa/core-flows"
import { importCatalogWorkflow } from "../../workflows/catalog/import-catalog"
import { seedCatalogFile } from "./data/catalog"

/** Set on the store once its first catalogue is in, so that what the owner deletes later stays deleted. */
const SEEDED = "catalog_seeded"

/** Imports the shop's first catalogue, once in the store's life. */
export async function seedCatalog(container: MedusaContainer): Promise<void> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  if (store.metadata?.[SEEDED]) {
    return
  }
  const catalog = seedCatalogFile()
  await importCatalogWorkflow(container).run({ input: { catalog } })
  await updateStoresWorkflow(container).run({
    input: { selector: { id: store.id }, update: { metadata: { ...store.metadata, [SEEDED]: true } } },
  })
}
