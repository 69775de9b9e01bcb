import { readFile } from "node:fs/promises"
import path from "node:path"
import type { ExecArgs } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { decodeText } from "../lib/decode-text"
import { catalogProblems, problemLines } from "../workflows/catalog/catalog-invalid-error"
import { checkCatalog, type ImportResult } from "../workflows/catalog/import-catalog"
import { importWork } from "../workflows/catalog/import-work"
import { createRun } from "../workflows/runs/create-run"
import { executeRun } from "../workflows/runs/execute-run"

/**
 * Imports a catalogue file in the shop's process. `npm run catalog:import` runs this script.
 *
 * @param args `import` or `check` (validates without writing), and the path of the file
 */
export default async function importCatalog({ container, args }: ExecArgs): Promise<void> {
  const [mode, file] = args
  if ((mode !== "import" && mode !== "check") || !file) {
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, "Expected: import|check FILE")
  }
  const isDryRun = mode === "check"
  const catalog: unknown = JSON.parse(decodeText(await readFile(file)))
  const input = { catalog, pictures: { folder: path.dirname(file), privateNetwork: true } }
  try {
    const result = isDryRun
      ? await checkCatalog(container, input)
      : await executeRun(container, await createRun(container, { kind: "catalog-import" }), importWork(input))
    if (result) {
      console.log(resultLines(result, isDryRun).join("\n"))
    }
  } catch (error) {
    const problems = catalogProblems(error)
    if (!problems) {
      throw error
    }
    console.error([...problemLines(problems), "", (error as Error).message].join("\n"))
    process.exitCode = 1
  }
}

function resultLines({ created, updated, unchanged, notes }: ImportResult, isDryRun: boolean): string[] {
  const counts = `${created} created, ${updated} updated, ${unchanged} unchanged (categories and products)`
  return [...notes, isDryRun ? `The file is valid. An import would give: ${counts}.` : `Imported: ${counts}.`]
}
