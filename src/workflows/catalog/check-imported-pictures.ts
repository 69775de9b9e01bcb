import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { parse } from "csv-parse/sync"
import { asError } from "../../lib/as-error"
import { shopError } from "../../lib/errors"
import { checkPictureAddresses } from "./check-picture-addresses"

/** Columns with addresses of pictures, such as `Product Thumbnail` and `Product Image 1`. */
const isPictured = (column: string) => /image|thumbnail/i.test(column.replace(/[^a-z]/gi, ""))

/**
 * Checks the pictures of a CSV file for Medusa's import of products. Reads the file as Medusa does
 * (core-flows 2.21, normalize-products-to-chunks.js).
 *
 * @param fileKey id of the uploaded file
 * @throws picture_refused with the reason; file_unreadable
 */
export async function checkImportedPictures(container: MedusaContainer, fileKey: string): Promise<void> {
  const addresses = (await rowsOf(container, fileKey)).flatMap((row) =>
    Object.entries(row).flatMap(([column, value]) =>
      isPictured(column) && value.trim() ? [value.trim()] : [],
    ),
  )
  await checkPictureAddresses(container, addresses)
}

async function rowsOf(container: MedusaContainer, fileKey: string): Promise<Record<string, string>[]> {
  try {
    const content = await container.resolve(Modules.FILE).getAsBuffer(fileKey)
    return parse(content, { columns: true, skip_empty_lines: true })
  } catch (error) {
    const sentence = `The file of the import cannot be read: ${asError(error).message}`
    throw shopError("file_unreadable", sentence, MedusaError.Types.INVALID_DATA)
  }
}
