import path from "node:path"

/** The project's folder. */
export const ROOT = path.resolve(__dirname, "..", "..")
/** What a start leaves behind and the next one finds: the database, secrets, uploaded pictures. Git-ignored. */
export const DATA = path.resolve(process.env.GULDASTA_DATA_DIR ?? path.join(ROOT, ".guldasta"))
/** The built shop. */
export const SERVER = path.join(ROOT, ".medusa", "server")
/** Medusa's command line, as a file for node. */
export const MEDUSA = path.join(ROOT, "node_modules", "@medusajs", "cli", "cli.js")
/** Node's arguments to run TypeScript in the very process that was started, not in a child of it. */
export const TSX = ["--import", "tsx"]
