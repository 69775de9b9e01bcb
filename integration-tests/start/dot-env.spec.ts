import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { readDotEnv } from "../../scripts/start/dot-env"

it("reads the first variable of a file with a byte-order mark, and nothing of a missing file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-env-"))
  const file = path.join(folder, ".env")
  const text = "\uFEFFBOT_NAME=Роза\r\nPORT=9001\r\n"
  for (const bytes of [Buffer.from(text), Buffer.from(text, "utf16le")]) {
    writeFileSync(file, bytes)
    expect(readDotEnv(file)).toEqual({ BOT_NAME: "Роза", PORT: "9001" })
  }
  rmSync(folder, { recursive: true })
  expect(readDotEnv(file)).toEqual({})
})
