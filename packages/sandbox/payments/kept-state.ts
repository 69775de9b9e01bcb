import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"

export type KeptState<State> = {
  state: State
  /** Call it after each change. */
  save(): void
}

/**
 * What a stand-in remembers, as it was left at the last start.
 *
 * @param file a JSON file; without it everything ends with the sandbox
 * @param empty what a new one remembers
 */
export function keepState<State>(file: string | undefined, empty: State): KeptState<State> {
  if (!file) return { state: empty, save: () => undefined }
  const state: State = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : empty
  const save = () => {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
  }
  return { state, save }
}
