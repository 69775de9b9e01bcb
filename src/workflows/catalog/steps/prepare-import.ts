import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CatalogInvalidError } from "../catalog-invalid-error"
import type { CatalogFile, CatalogPicture, CatalogProblem } from "../catalog-file"
import type { CatalogState } from "../catalog-state"
import { readCatalogState } from "../read-catalog-state"
import { checkAgainstShop } from "../check-against-shop"
import { checkFile } from "../check-file"
import { PictureProblem } from "../picture-problem"
import { loadPicture, pictureKey, type PictureRules } from "../picture-source"
import type { ImportPlan } from "../import-plan"
import { planImport } from "../plan-import"

export type PrepareImportInput = { catalog: unknown; pictures?: PictureRules }

/** A picture to upload. `content` is base64. */
export type PreparedPicture = {
  handle: string
  filename: string
  mimeType: string
  content: string
  access: "public"
}
export type PreparedImport = {
  file: CatalogFile
  state: CatalogState
  plan: ImportPlan
  keys: Record<string, string[]>
  pictures: PreparedPicture[]
}

/**
 * Checks an import file and plans the changes. Writes nothing.
 *
 * @throws CatalogInvalidError with all problems of the file
 */
export const prepareImportStep = createStep(
  "prepare-import",
  async (input: PrepareImportInput, { container }) => new StepResponse(await prepareImport(input, container)),
)

async function prepareImport(input: PrepareImportInput, container: MedusaContainer): Promise<PreparedImport> {
  const { file, problems } = checkFile(input.catalog)
  if (!file) {
    throw new CatalogInvalidError(problems)
  }
  const state = await readCatalogState(container, file)
  problems.push(...checkAgainstShop(file, state))
  const rules = input.pictures ?? {}
  const keys = await readKeys(file, rules, problems)
  const pictures = await loadChanged(file, state, keys, rules, problems)
  if (problems.length) {
    throw new CatalogInvalidError(problems)
  }
  return { file, state, plan: planImport(file, state, keys), keys: Object.fromEntries(keys), pictures }
}

async function readKeys(
  file: CatalogFile,
  rules: PictureRules,
  problems: CatalogProblem[],
): Promise<Map<string, string[]>> {
  const keys = new Map<string, string[]>()
  await eachPicture(file, problems, async (handle, source) => {
    const known = keys.get(handle) ?? []
    keys.set(handle, known)
    known.push(await pictureKey(source, rules))
  })
  for (const { handle, images } of file.products) {
    if (images && !images.length) {
      keys.set(handle, [])
    }
  }
  return keys
}

/** Loads the pictures of each product whose pictures changed since the last import. */
async function loadChanged(
  file: CatalogFile,
  state: CatalogState,
  keys: Map<string, string[]>,
  rules: PictureRules,
  problems: CatalogProblem[],
): Promise<PreparedPicture[]> {
  const present = new Map(
    state.products.map(({ handle, metadata }) => [handle, JSON.stringify(metadata.pictures)]),
  )
  const broken = new Set(problems.map(({ path }) => path))
  const pictures: PreparedPicture[] = []
  await eachPicture(file, problems, async (handle, source, path, at) => {
    if (broken.has(path) || present.get(handle) === JSON.stringify(keys.get(handle))) {
      return
    }
    const { content, mimeType, extension } = await loadPicture(source, rules)
    const filename = `${handle}-${at + 1}.${extension}`
    pictures.push({ handle, filename, mimeType, content: content.toString("base64"), access: "public" })
  })
  return pictures
}

async function eachPicture(
  file: CatalogFile,
  problems: CatalogProblem[],
  visit: (handle: string, source: CatalogPicture, path: string, at: number) => Promise<void>,
): Promise<void> {
  for (const [index, { handle, images }] of file.products.entries()) {
    for (const [at, source] of (images ?? []).entries()) {
      const path = `products[${index}].images[${at}].${Object.keys(source)[0]}`
      try {
        await visit(handle, source, path, at)
      } catch (error) {
        if (!(error instanceof PictureProblem)) {
          throw error
        }
        problems.push({ path, handle, message: error.message })
      }
    }
  }
}
