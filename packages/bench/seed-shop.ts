import type { ExecArgs } from "@medusajs/framework/types"
import { ensureShop } from "../sample-shop/shop"
import { importCatalogWorkflow } from "../../src/workflows/catalog/import-catalog"
import { benchCatalog } from "./catalog"

/** Seeds an empty database for a measurement. @param args the number of products */
export default async function seedBench({ container, args: [size] = [] }: ExecArgs): Promise<void> {
  await ensureShop(container)
  await importCatalogWorkflow(container).run({
    input: { catalog: benchCatalog(Number(size)), pictures: { folder: ".", privateNetwork: false } },
  })
}
