import type { IncomingMessage } from "node:http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { readBytes } from "../../read-body"

/** 10 MB: more than a registry of 100 000 payments. */
const MOST_BYTES = 10 * 1024 * 1024

/**
 * Reads the raw request body as a file.
 *
 * @throws file_too_large, file_empty
 */
export async function readFile(req: IncomingMessage): Promise<Buffer> {
  const file = await readBytes(req, MOST_BYTES)
  if (!file) {
    throw shopError("file_too_large", "The file is larger than 10 MB.", MedusaError.Types.INVALID_DATA)
  }
  if (file.length === 0) {
    throw shopError("file_empty", "The file is empty.", MedusaError.Types.INVALID_DATA)
  }
  return file
}
