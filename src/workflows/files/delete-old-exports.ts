import { readdir, rm, stat } from "node:fs/promises"
import path from "node:path"
import { PRIVATE_FILE_MS } from "../../lib/private-link"
import { privateFolders } from "../../providers/file-local/private-folders"

/** Names that Medusa's local file provider gives to private files. */
const PRIVATE_FILE = /^private-\d+-/

/**
 * Deletes private files, such as exports with customers' names, an hour after their last change.
 *
 * @returns the number of deleted files
 */
export async function deleteOldExports(now = Date.now()): Promise<number> {
  let count = 0
  for (const folder of privateFolders()) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => PRIVATE_FILE.test(name))
    for (const name of names) {
      const file = path.join(folder, name)
      const found = await stat(file).catch(() => undefined)
      if (found && now - found.mtimeMs > PRIVATE_FILE_MS) {
        await rm(file, { force: true })
        count += 1
      }
    }
  }
  return count
}
