import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"

export type StoredState<State> = {
  state: State
  /** Call it after each change. */
  save(): void
}

/**
 * Loads the state of a stand-in.
 *
 * @param file JSON file of the state; without it the state lives in memory
 * @param empty initial state
 */
export function loadState<State>(file: string | undefined, empty: State): StoredState<State> {
  if (!file) return { state: empty, save: () => undefined }
  const state: State = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : empty
  const save = () => {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
  }
  return { state, save }
}
