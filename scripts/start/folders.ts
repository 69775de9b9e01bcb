import { existsSync, readFileSync, readlinkSync, writeFileSync } from "node:fs"
import path from "node:path"

/** Characters that MikroORM reads as a pattern in the path of the migrations: it then finds none and reports no error. */
const PATTERN = /[()[\]{}*?!|'"`\\#%]/

/**
 * Checks the name of the project's folder.
 *
 * @throws in one sentence
 */
export function checkProjectFolder(root: string): void {
  // On Windows a backslash separates folders.
  const [character] = PATTERN.exec(root.replaceAll(path.sep, "/")) ?? []
  if (character) {
    throw new Error(
      `Medusa finds no migrations in a folder with ${character} in its name: rename ${root} so that its whole path has only letters, digits, spaces, "-", "_" and ".", and start again.`,
    )
  }
}

/** File in the data folder with the place of the database, when it is not in the data folder itself. */
const placeFile = (data: string) => path.join(data, "postgres.place")

const isDatabase = (folder: string) => existsSync(path.join(folder, "PG_VERSION"))

/**
 * Returns the folder of the embedded database: where the last start had it, otherwise the default.
 *
 * @param byDefault folder for a data folder that has no database yet
 */
export function databaseFolder(data: string, byDefault: string): string {
  const inside = path.join(data, "postgres")
  if (isDatabase(inside) && byDefault === inside) {
    return inside
  }
  return existsSync(placeFile(data)) ? readFileSync(placeFile(data), "utf8") : byDefault
}

/** Stores where the database of a data folder is, so that the shop finds it after the data folder has moved. */
export function rememberDatabaseFolder(data: string, folder: string): void {
  if (folder !== path.join(data, "postgres")) {
    writeFileSync(placeFile(data), folder)
  }
}

type Data = {
  /** The data folder of this start. */
  data: string
  /** Folder of the embedded database of this start. */
  database: string
  /** Folder of the built shop. It links to the uploads in the data folder of the last start. */
  server: string
  /** Whether the user set GULDASTA_DATA_DIR. */
  isChosen: boolean
}

/**
 * Checks that a shop which had a database does not begin an empty one, because its data folder moved or lost the
 * database.
 *
 * @throws in one sentence
 */
export function checkDataFolder({ data, database, server, isChosen }: Data): void {
  if (isDatabase(database)) {
    return
  }
  const isSetUp = ["migrate.done", "seed.done", "postgres.place"].some((name) =>
    existsSync(path.join(data, name)),
  )
  const inside = path.join(data, "postgres")
  if (isSetUp && isDatabase(inside)) {
    throw new Error(
      `The database of this shop is in ${inside}, where PostgreSQL's user "postgres" cannot go, because PostgreSQL does not run as root: move the project out of folders that only root may enter, for example to /opt, or start it as another user.`,
    )
  }
  if (isSetUp) {
    throw new Error(
      `The database of this shop is missing in ${database}: put it back, set DATABASE_URL if it is on a server, or delete ${data} to begin with an empty shop.`,
    )
  }
  const before = lastDataFolder(server)
  if (before === data) {
    throw new Error(
      `The data of this shop was in ${data} and is gone: put it back, set GULDASTA_DATA_DIR to its new folder, or delete ${server} to begin with an empty shop.`,
    )
  }
  if (before && !isChosen && existsSync(path.join(before, "seed.done"))) {
    throw new Error(
      `The data of this shop is in ${before}: set GULDASTA_DATA_DIR to that folder, move it to ${data}, or delete ${server} to begin with an empty shop.`,
    )
  }
}

/** The data folder of the last start, from the link to its uploads; undefined before the first start. */
function lastDataFolder(server: string): string | undefined {
  try {
    return path.dirname(readlinkSync(path.join(server, "static")))
  } catch {
    return undefined
  }
}
