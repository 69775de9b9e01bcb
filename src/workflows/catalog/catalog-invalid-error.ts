import { MedusaError } from "@medusajs/framework/utils"
import type { CatalogProblem } from "./catalog-file"

/** The error for an import file that is rejected, with all its problems. */
export class CatalogInvalidError extends MedusaError {
  readonly problems: CatalogProblem[]

  /** @param imported number of products that were imported before the shop's data changed */
  constructor(problems: CatalogProblem[], imported = 0) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`
    super(
      MedusaError.Types.INVALID_DATA,
      imported
        ? `The import stopped after ${imported} products, because the shop has changed: ${count}.`
        : `The catalogue was not imported, nothing was changed: ${count}.`,
      "catalog_invalid",
    )
    this.problems = problems
  }
}

/**
 * The problems in a {@link CatalogInvalidError}, even after a workflow serialized the error; undefined for
 * other errors.
 */
export function catalogProblems(error: unknown): CatalogProblem[] | undefined {
  if (typeof error !== "object" || error === null || !("code" in error) || error.code !== "catalog_invalid") {
    return undefined
  }
  return "problems" in error && Array.isArray(error.problems) ? error.problems : undefined
}

/** Formats each problem as one line, for example `products[3].title.uz (red-roses): must not be empty`. */
export function problemLines(problems: CatalogProblem[]): string[] {
  return problems.map(({ path, handle, message }) => `${path}${handle ? ` (${handle})` : ""}: ${message}`)
}
