import path from "node:path"

export const ROOT = path.resolve(__dirname, "..", "..")
/** Data that survives between starts: the database, secrets and uploaded pictures. Git ignores it. */
export const DATA = path.resolve(process.env.GULDASTA_DATA_DIR ?? path.join(ROOT, ".guldasta"))
/** Folder of the built shop. */
export const SERVER = path.join(ROOT, ".medusa", "server")
const CLI = path.join(ROOT, "node_modules", "@medusajs", "cli")
/**
 * Medusa's command line for a built shop, as a file that node can run. The command `medusa` also loads ts-node, which costs
 * each process 50 MB for the TypeScript compiler and the maps of all packages.
 */
export const MEDUSA = path.join(CLI, "dist", "index.js")
/** The command `medusa`, for a folder with a medusa-config.ts. */
export const MEDUSA_OF_SOURCES = path.join(CLI, "cli.js")
/** Node arguments that run TypeScript in the started process itself, without a child process. */
export const TSX = ["--import", "tsx"]
