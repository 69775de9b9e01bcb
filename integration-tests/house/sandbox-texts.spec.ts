import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"

type Texts = Record<"en" | "ru" | "uz", Record<string, string>>

const folder = path.resolve(__dirname, "..", "..", "packages", "sandbox", "web")
const { texts } = jest.requireActual<{ texts: Texts }>(path.join(folder, "texts.js"))
const scripts = readdirSync(folder).filter((name) => name.endsWith(".js") && name !== "texts.js")

/** Attributes and constants whose values nobody reads. */
const UNREAD = /^(class|className|d|rel|preserveAspectRatio|LANGUAGES)$/
/** Methods, keys of the keyboard, names and classes. */
const NOT_WORDS = ["GET", "POST", "Enter", "Escape", "Telegram", "Asia/Tashkent", "icon icon-"]
const WORD = /\p{L}{2}/u
/** A capital letter, a Cyrillic letter or two words. The names of keys, classes and events have none of them. */
const SENTENCE = /^\p{Lu}\p{Ll}|^\p{Lu}{2}|\p{Script=Cyrillic}|\p{L}{2} \p{L}{2}/u

function parsed(file: string): ts.SourceFile {
  const text = readFileSync(path.join(folder, file), "utf8")
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
}

/** The literals of a file that a person could read on the page. */
function literals(file: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || UNREAD.test(nameOf(node))) {
      return
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) {
      const isRead = isShown(node) ? WORD.test(node.text) : SENTENCE.test(node.text)
      if (isRead && !NOT_WORDS.includes(node.text.trim())) {
        found.push(`${file}: ${node.text}`)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(parsed(file))
  return found
}

function nameOf(node: ts.Node): string {
  const isNamed = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)
  return isNamed ? node.name.getText().replace(/"/g, "") : ""
}

/** Whether a literal is a child of an element, or an attribute that is shown or read aloud. */
function isShown(literal: ts.Node): boolean {
  let node = literal
  while (ts.isConditionalExpression(node.parent) || isChoice(node.parent)) {
    node = node.parent
  }
  const { parent } = node
  if (ts.isPropertyAssignment(parent)) {
    return node === parent.initializer && /^(title|aria-label|placeholder|alt|label)$/.test(nameOf(parent))
  }
  const isElement = ts.isCallExpression(parent) && parent.expression.getText() === "h"
  return isElement && parent.arguments.some((argument, at) => at > 1 && argument === node)
}

/** Whether an expression has one of its operands as value: `a && b`, `a || b`, `a ?? b`. */
const isChoice = (node: ts.Node) =>
  ts.isBinaryExpression(node) && ["&&", "||", "??"].includes(node.operatorToken.getText())

/** The literal keys that a file asks for. */
function keys(file: string): string[] {
  return [
    ...readFileSync(path.join(folder, file), "utf8").matchAll(/(?:\bt\(\s*|\bstep\(\s*"\w+",\s*)"(\w+)"/g),
  ].map(([, key]) => key)
}

const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe("texts of the sandbox's page", () => {
  it("have the same keys and values in English, Russian and Uzbek", () => {
    for (const language of ["ru", "uz"] as const) {
      expect(Object.keys(texts[language])).toEqual(Object.keys(texts.en))
      for (const [key, text] of Object.entries(texts[language])) {
        expect(text.trim()).not.toBe("")
        expect({ key, values: values(text) }).toEqual({ key, values: values(texts.en[key] ?? "") })
      }
    }
    for (const { weekdays, months } of Object.values(texts)) {
      expect([weekdays?.split(" ").length, months?.split(" ").length]).toEqual([7, 12])
    }
  })

  it("are written in Latin letters with ʻ in Uzbek", () => {
    const wrong = Object.values(texts.uz).filter((text) => /\p{Script=Cyrillic}|['’‘`]|[og]ʼ/iu.test(text))
    expect(wrong).toEqual([])
  })

  it("exist for every key that the page asks for", () => {
    const asked = scripts.flatMap(keys)
    expect(asked.filter((key) => !(key in texts.en))).toEqual([])
    // The server names the kind of a service message, which is the key of its text.
    const services = /^(joined|left|pinned|becameSupergroup|wasGroup|topicCreated|topicClosed|topicReopened)$/
    expect(Object.keys(texts.en).filter((key) => !asked.includes(key) && !services.test(key))).toEqual([])
  })

  it("are the only words on the page", () => {
    expect(scripts.flatMap(literals)).toEqual([])
    expect(scripts.length).toBeGreaterThan(30)
  })
})
