/** HTML in which all dynamic text is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | undefined | false | readonly Part[]

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Template tag for HTML. It escapes inserted texts, inserts Markup as it is, and renders `undefined` as nothing. */
export function markup(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(texts.reduce((whole, text, index) => whole + rendered(parts[index - 1]) + text))
}

function rendered(part: Part): string {
  if (part instanceof Markup) return part.text
  if (typeof part === "string" || typeof part === "number") {
    return String(part).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
  }
  return part ? part.map(rendered).join("") : ""
}
