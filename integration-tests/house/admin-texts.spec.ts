import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import texts from "../../src/admin/i18n"

type Tree = { [key: string]: string | Tree }

const PLURALS = { en: ["one", "other"], ru: ["one", "few", "many", "other"] } as const
const plural = /_(one|few|many|other)$/

/** Every text by its full key, such as "payments.state.performed". */
function flat(tree: Tree, before = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )
}

const en = flat(texts.en.guldasta)
const ru = flat(texts.ru.guldasta)
const names = (all: [string, string][]) => [...new Set(all.map(([key]) => key.replace(plural, "")))].sort()
const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()

/** The text keys that pages use as string literals. */
function asked(): string[] {
  const folder = path.resolve(__dirname, "..", "..", "src", "admin")
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) =>
    /\.tsx?$/.test(one),
  )
  return files.flatMap((file) =>
    [...readFileSync(path.join(folder, file), "utf8").matchAll(/\bt\(\s*"([\w.]+)"/g)].map(([, key]) => key),
  )
}

describe("texts of the admin", () => {
  it("have the same keys in English and in Russian", () => {
    expect(names(ru)).toEqual(names(en))
  })

  it.each(Object.entries({ en, ru }))("have every plural form in %s", (language, all) => {
    const keys = all.map(([key]) => key)
    for (const key of keys.filter((one) => one.endsWith("_other"))) {
      for (const form of PLURALS[language as keyof typeof PLURALS]) {
        expect(keys).toContain(key.replace(plural, `_${form}`))
      }
    }
  })

  it("use the same values in both languages", () => {
    const english = new Map(en)
    for (const [key, text] of ru) {
      const other = english.get(key) ?? english.get(key.replace(plural, "_other")) ?? ""
      expect({ key, values: values(text) }).toEqual({ key, values: values(other) })
    }
  })

  it("exist for every key that a page uses", () => {
    expect(asked().filter((key) => !names(en).includes(key))).toEqual([])
    expect(asked()).toContain("payments.title")
  })
})
