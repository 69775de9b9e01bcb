import type { CatalogFileInput } from "../../../src/workflows/catalog/catalog-file"
import { addons } from "./addons"
import { categories } from "./categories"
import { compositions } from "./compositions"
import { driedAndPotted } from "./dried-and-potted"
import { mixedBouquets } from "./mixed-bouquets"
import { monoBouquets } from "./mono-bouquets"
import { roseBouquets } from "./rose-bouquets"
import { stems } from "./stems"

/** Returns the sample catalogue in the format of import files, without pictures. */
export function sampleCatalog(): Required<CatalogFileInput> {
  return {
    categories: categories ?? [],
    products: [
      ...roseBouquets,
      ...mixedBouquets,
      ...monoBouquets,
      ...compositions,
      ...stems,
      ...driedAndPotted,
      ...addons,
    ],
  }
}
