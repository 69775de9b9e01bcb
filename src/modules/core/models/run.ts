import { model } from "@medusajs/framework/utils"
import { RunPart } from "./run-part"

export const RUN_KINDS = ["catalog-import", "registry-comparison"] as const
export const RUN_STATUSES = ["waiting", "running", "done", "failed"] as const

/**
 * Long work that staff started, such as an import of the catalogue. Its progress is stored, so that another process
 * continues it when its process stops. The column `file`, which Medusa's models have no type for, has the bytes of the file
 * until the end; it is null if only the process that started the work has the file.
 */
export const Run = model
  .define("core_run", {
    id: model.id({ prefix: "run" }).primaryKey(),
    kind: model.enum([...RUN_KINDS]),
    /** `waiting` until the work begins: an import waits for the import before it. */
    status: model.enum([...RUN_STATUSES]).default("waiting"),
    /** Id and e-mail of the admin user; null for the command line. */
    actor_id: model.text().nullable(),
    actor_name: model.text().nullable(),
    /** What the work needs besides the file. */
    input: model.json().nullable(),
    /** Processes that have begun or continued the work. */
    attempts: model.number().default(0),
    /** Number of items, such as products; null until it is known. */
    total: model.number().nullable(),
    /** Number of finished items. */
    done: model.number().default(0),
    /** While the work runs: the result so far. */
    result: model.json().nullable(),
    /** Code, sentence and problems of a failed run. */
    error: model.json().nullable(),
    finished_at: model.dateTime().nullable(),
    parts: model.hasMany(() => RunPart, { mappedBy: "run" }),
  })
  .cascades({ delete: ["parts"] })
  .indexes([
    { on: ["kind", "id"], where: "deleted_at IS NULL" },
    { on: ["status"], where: "status IN ('waiting', 'running') AND deleted_at IS NULL" },
    { on: ["finished_at"], where: "finished_at IS NOT NULL" },
  ])
