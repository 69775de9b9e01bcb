import { MedusaError } from "@medusajs/framework/utils"
import { decodeLongText } from "../../lib/decode-text"
import { shopError } from "../../lib/errors"

/** Parses JSON in any encoding of {@link decodeLongText}. @throws not_json */
export async function parseCatalog(file: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse(await decodeLongText(file))
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it cannot be read"
    throw shopError("not_json", `The file is not JSON: ${reason}`, MedusaError.Types.INVALID_DATA)
  }
}
