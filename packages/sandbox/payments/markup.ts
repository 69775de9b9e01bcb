/** HTML that is ready to be sent: everything strange in it is escaped. */
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

/** Writes HTML as a template; texts put into it are escaped, pieces of markup are not, `undefined` is nothing. */
export function markup(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(texts.reduce((whole, text, index) => whole + written(parts[index - 1]) + text))
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text
  if (typeof part === "string" || typeof part === "number") {
    return String(part).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
  }
  return part ? part.map(written).join("") : ""
}
