import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { inSlices } from "../../lib/slices"
import { CatalogInvalidError } from "./catalog-invalid-error"
import type { CatalogFile, CatalogPicture, CatalogProblem, CatalogProduct } from "./catalog-file"
import type { CatalogState } from "./catalog-state"
import { checkCategoryTree, checkProduct } from "./check-against-shop"
import { checkFile } from "./check-file"
import { indexFile, type FileIndex } from "./file-index"
import { PictureProblem } from "./picture-problem"
import { loadPicture, pictureKey, type PictureRules } from "./picture-source"
import { planCategories } from "./plan-categories"
import { planProducts } from "./plan-import"
import { emptyPlan, type ImportPlan } from "./import-plan"
import { readCatalogState, readShopBase, type ShopBase } from "./read-catalog-state"

export type CatalogImport = { catalog: unknown; pictures?: PictureRules }

/** Result of an import: how many categories and products it created, updated and left unchanged, and notes for the user. */
export type ImportResult = Pick<ImportPlan, "created" | "updated" | "unchanged" | "notes">

/** A file without problems, with what an import needs for its batches. */
export type CheckedImport = {
  file: CatalogFile
  index: FileIndex
  base: ShopBase
  /** The keys of each product's pictures (see `picture-source.ts`), by the product's handle. */
  keys: Map<string, string[]>
  rules: PictureRules
  /** Folder with the pictures that were downloaded for the check. */
  downloads: string
  /** Result that the import has, unless the shop changes meanwhile. */
  expected: ImportResult
}

/** Products whose data is read and checked at once. */
const SLICE = 50

/**
 * Checks an import file with the shop's data, in slices: it lets the event loop process requests meanwhile. Writes
 * nothing to the shop.
 *
 * @param use is called with the checked file. The downloaded pictures are deleted after it.
 * @throws CatalogInvalidError with all problems of the file
 */
export async function withCheckedImport<Result>(
  container: MedusaContainer,
  { catalog, pictures: rules = {} }: CatalogImport,
  use: (checked: CheckedImport) => Promise<Result>,
): Promise<Result> {
  const { file, problems } = await checkFile(catalog)
  if (!file) {
    throw new CatalogInvalidError(problems)
  }
  const downloads = await mkdtemp(path.join(tmpdir(), "guldasta-import-"))
  try {
    const index = await indexFile(file)
    const base = await readShopBase(container)
    const checked = { file, index, base, keys: new Map<string, string[]>(), rules, downloads }
    problems.push(...checkCategoryTree(file, base))
    const found = await checkProducts(container, checked)
    problems.push(...found.problems)
    if (problems.length) {
      throw new CatalogInvalidError(problems)
    }
    const plan = await categoryPlan(container, checked)
    const expected = addedResult(found.expected, plan)
    return await use({ ...checked, expected })
  } finally {
    await rm(downloads, { recursive: true, force: true })
  }
}

/** Plans the categories of a file. */
export async function categoryPlan(
  container: MedusaContainer,
  { file, base }: Pick<CheckedImport, "file" | "base">,
): Promise<ImportPlan> {
  const plan = emptyPlan()
  planCategories(file, await readCatalogState(container, base, []), plan)
  return plan
}

export const emptyResult = (): ImportResult => ({ created: 0, updated: 0, unchanged: 0, notes: [] })

export const addedResult = (one: ImportResult, other: ImportResult): ImportResult => ({
  created: one.created + other.created,
  updated: one.updated + other.updated,
  unchanged: one.unchanged + other.unchanged,
  notes: [...one.notes, ...other.notes],
})

type Checking = Omit<CheckedImport, "expected">

async function checkProducts(
  container: MedusaContainer,
  checking: Checking,
): Promise<{ problems: CatalogProblem[]; expected: ImportResult }> {
  const problems: CatalogProblem[] = []
  let expected = emptyResult()
  let from = 0
  for await (const products of inSlices(checking.file.products, SLICE)) {
    const state = await readCatalogState(container, checking.base, products)
    problems.push(...problemsOfProducts(products, from, checking.index, state))
    problems.push(...(await readKeys(products, from, checking)))
    const isBroken = new Set(problems.map(({ path: place }) => place))
    for (const picture of changedPictures(products, from, checking, state)) {
      if (!isBroken.has(picture.path)) {
        problems.push(...(await tryPicture(picture, () => download(picture, checking))))
      }
    }
    if (!problems.length) {
      const plan = planProducts({ products, from, index: checking.index }, state, checking.keys)
      expected = addedResult(expected, plan)
    }
    from += products.length
  }
  return { problems, expected }
}

/**
 * Finds everything in some products of a file that conflicts with the current data of the shop.
 *
 * @param from position of the first one in the file
 */
export const problemsOfProducts = (
  products: CatalogProduct[],
  from: number,
  index: FileIndex,
  state: CatalogState,
): CatalogProblem[] => products.flatMap((product, at) => checkProduct(product, from + at, index, state))

/** A picture of a product whose pictures changed since the last import. */
export type ChangedPicture = {
  handle: string
  source: CatalogPicture
  /** Place in the file, such as `products[3].images[0].url`. */
  path: string
  /** Position among the product's pictures. */
  at: number
}

const pathOf = (index: number, at: number, source: CatalogPicture) =>
  `products[${index}].images[${at}].${Object.keys(source)[0]}`

async function readKeys(
  products: CatalogProduct[],
  from: number,
  { keys, rules }: Checking,
): Promise<CatalogProblem[]> {
  const problems: CatalogProblem[] = []
  for (const [index, { handle, images }] of products.entries()) {
    const known: string[] = []
    for (const [at, source] of (images ?? []).entries()) {
      const path = pathOf(from + index, at, source)
      const read = async () => {
        known.push(await pictureKey(source, rules))
      }
      problems.push(...(await tryPicture({ handle, path }, read)))
    }
    if (images) {
      keys.set(handle, known)
    }
  }
  return problems
}

/** The pictures to load of these products: those whose keys differ from the stored ones. */
export function changedPictures(
  products: CatalogProduct[],
  from: number,
  { keys }: Pick<CheckedImport, "keys">,
  state: CatalogState,
): ChangedPicture[] {
  const present = new Map(
    state.products.map(({ handle, metadata }) => [handle, JSON.stringify(metadata.pictures)]),
  )
  return products.flatMap(({ handle, images }, index) =>
    present.get(handle) === JSON.stringify(keys.get(handle))
      ? []
      : (images ?? []).map((source, at) => ({ handle, source, at, path: pathOf(from + index, at, source) })),
  )
}

async function tryPicture(
  { path, handle }: { path: string; handle: string },
  read: () => Promise<void>,
): Promise<CatalogProblem[]> {
  try {
    await read()
    return []
  } catch (error) {
    if (!(error instanceof PictureProblem)) {
      throw error
    }
    return [{ path, handle, message: error.message }]
  }
}

/** Checks a picture. A picture from the network is stored until the end of the import, so that it is loaded once. */
async function download(picture: ChangedPicture, { rules, downloads }: Checking): Promise<void> {
  const { content } = await loadPicture(picture.source, rules)
  if ("url" in picture.source) {
    await writeFile(path.join(downloads, downloadName(picture)), content)
  }
}

/** Name of a downloaded picture's file. */
export const downloadName = ({ handle, at }: Pick<ChangedPicture, "handle" | "at">) => `${handle}-${at}`
