import { model } from "@medusajs/framework/utils"
import { Run } from "./run"

/** Consecutive lines of a run's result, such as differences of a registry. */
export const RunPart = model
  .define("core_run_part", {
    id: model.id({ prefix: "runpart" }).primaryKey(),
    /** Position of the first line among all lines of the run. */
    position: model.number(),
    lines: model.json(),
    run: model.belongsTo(() => Run, { mappedBy: "parts" }),
  })
  .indexes([{ on: ["run_id", "position"], unique: true }])
