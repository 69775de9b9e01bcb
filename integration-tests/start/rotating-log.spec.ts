import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { RotatingLog } from "../../scripts/start/rotating-log"

describe("a rotating log", () => {
  it("begins a new file at its maximum size and keeps four older ones", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "guldasta-log-"))
    const file = path.join(folder, "shop.log")
    for (let line = 1; line <= 8; line += 1) {
      // Two lines fit into one file. A later start continues it.
      new RotatingLog(file, 20).write(Buffer.from(`line ${line}   \n`))
    }
    expect(readdirSync(folder).sort()).toEqual(["shop.log", "shop.log.1", "shop.log.2", "shop.log.3"])
    for (let line = 9; line <= 20; line += 1) {
      new RotatingLog(file, 20).write(Buffer.from(`line ${line}   \n`))
    }
    expect(readdirSync(folder)).toHaveLength(5)
    expect(readFileSync(file, "utf8")).toContain("line 20")
    expect(statSync(file).mode & 0o077).toBe(0)
  })
})
