import { MedusaError } from "@medusajs/framework/utils"
import type { CatalogProblem } from "./catalog-file"

/** An import file that was refused, with everything that is wrong with it. */
export class CatalogInvalidError extends MedusaError {
  readonly problems: CatalogProblem[]

  constructor(problems: CatalogProblem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`
    super(
      MedusaError.Types.INVALID_DATA,
      `The catalogue was not imported, nothing was changed: ${count}.`,
      "catalog_invalid",
    )
    this.problems = problems
  }
}

/** The problems of an import, also when the error came through a workflow, which may have copied it. */
export function catalogProblems(error: unknown): CatalogProblem[] | undefined {
  if (typeof error !== "object" || error === null || !("code" in error) || error.code !== "catalog_invalid") {
    return undefined
  }
  return "problems" in error && Array.isArray(error.problems) ? error.problems : undefined
}

/** One line for each problem: `products[3].title.uz (red-roses): must not be empty`. */
export function problemLines(problems: CatalogProblem[]): string[] {
  return problems.map(({ path, handle, message }) => `${path}${handle ? ` (${handle})` : ""}: ${message}`)
}
