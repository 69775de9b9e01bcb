import type { IncomingMessage } from "node:http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { readBytes } from "../../read-body"

/** A registry of a hundred thousand payments is smaller. */
const MOST_BYTES = 10 * 1024 * 1024

/**
 * Reads the file that a request's body is, as it came.
 *
 * @throws file_too_large, file_empty
 */
export async function readFile(req: IncomingMessage): Promise<Buffer> {
  const file = await readBytes(req, MOST_BYTES)
  if (!file) {
    throw shopError("file_too_large", "The file may have at most 10 MB.", MedusaError.Types.INVALID_DATA)
  }
  if (file.length === 0) {
    throw shopError("file_empty", "The file is empty.", MedusaError.Types.INVALID_DATA)
  }
  return file
}
