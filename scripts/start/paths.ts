import path from "node:path"

export const ROOT = path.resolve(__dirname, "..", "..")
/** Data that survives between starts: the database, secrets and uploaded pictures. Git ignores it. */
export const DATA = path.resolve(process.env.GULDASTA_DATA_DIR ?? path.join(ROOT, ".guldasta"))
/** Folder of the built shop. */
export const SERVER = path.join(ROOT, ".medusa", "server")
/** Medusa's command line as a file that node can run. */
export const MEDUSA = path.join(ROOT, "node_modules", "@medusajs", "cli", "cli.js")
/** Node arguments that run TypeScript in the started process itself, without a child process. */
export const TSX = ["--import", "tsx"]
