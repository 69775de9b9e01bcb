import { badRequest } from "../errors"
import type { Entity } from "../types"

/** Entity types by tag; `span` and `tg-emoji` depend on their attributes. */
const tags: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  span: "spoiler",
  a: "text_link",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  "tg-emoji": "custom_emoji",
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' }

type Attributes = Record<string, string>
type Open = { tag: string; attributes: Attributes; offset: number }

/**
 * Parses Telegram's HTML with the rules and error texts of tdlib's `parse_html`.
 *
 * @throws ApiError 400 "can't parse entities: …"
 */
export function parseHtml(source: string): { text: string; entities: Entity[] } {
  return new HtmlReader(source).read()
}

class HtmlReader {
  private at = 0
  private text = ""
  private readonly open: Open[] = []
  private readonly entities: Entity[] = []

  constructor(private readonly source: string) {}

  read() {
    while (this.at < this.source.length) {
      if (this.source[this.at] !== "<") this.text += this.character()
      else if (this.source[this.at + 1] === "/") this.endTag()
      else this.startTag()
    }
    const last = this.open[this.open.length - 1]
    if (last) throw unparsed(`Can't find end tag corresponding to start tag "${last.tag}"`)
    return { text: this.text, entities: this.entities }
  }

  /** Reads one character or decodes one `&…;` reference. An unknown reference is plain text. */
  private character(): string {
    const escape = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]+));?/.exec(
      this.source.slice(this.at, this.at + 12),
    )
    const meant = escape && decoded(escape[1], escape[2], escape[3])
    if (escape && meant) {
      this.at += escape[0].length
      return meant
    }
    return this.source[this.at++]
  }

  private startTag() {
    const begin = this.at++
    const tag = this.until(/[\s>]/).toLowerCase()
    if (this.ended()) throw unparsed(`Unclosed start tag at byte offset ${this.bytes(begin)}`)
    if (!Object.prototype.hasOwnProperty.call(tags, tag)) {
      throw unparsed(`Unsupported start tag "${tag}" at byte offset ${this.bytes(begin)}`)
    }
    const attributes = this.attributes(tag, begin)
    if (tag === "span" && attributes["class"] !== "tg-spoiler") {
      throw unparsed(`Tag "span" must have class "tg-spoiler" at byte offset ${this.bytes(begin)}`)
    }
    this.open.push({ tag, attributes, offset: this.text.length })
  }

  private attributes(tag: string, begin: number): Attributes {
    const attributes: Attributes = {}
    for (;;) {
      this.until(/\S/)
      if (this.ended()) throw unparsed(`Unclosed start tag at byte offset ${this.bytes(begin)}`)
      if (this.source[this.at] === ">") {
        this.at++
        return attributes
      }
      const name = this.until(/[\s=>]/).toLowerCase()
      if (name === "") {
        throw unparsed(`Empty attribute name in the tag "${tag}" at byte offset ${this.bytes(begin)}`)
      }
      this.until(/\S/)
      if (tag === "blockquote" && name === "expandable" && this.source[this.at] !== "=") {
        attributes[name] = ""
        continue
      }
      if (this.source[this.at] !== "=") {
        throw unparsed(
          `Expected equal sign in declaration of an attribute of the tag "${tag}" at byte offset ${this.bytes(begin)}`,
        )
      }
      this.at++
      this.until(/\S/)
      attributes[name] = this.attributeValue(begin)
    }
  }

  private attributeValue(begin: number) {
    const quote = this.source[this.at]
    if (quote !== '"' && quote !== "'") {
      const start = this.at
      const token = this.until(/[^A-Za-z0-9.-]/)
      if (!this.ended() && !/[\s>]/.test(this.source[this.at])) {
        throw unparsed(`Unexpected end of name token at byte offset ${this.bytes(start)}`)
      }
      return token.toLowerCase()
    }
    this.at++
    let value = ""
    while (!this.ended() && this.source[this.at] !== quote) value += this.character()
    if (this.ended()) throw unparsed(`Unclosed start tag at byte offset ${this.bytes(begin)}`)
    this.at++
    return value
  }

  private endTag() {
    const begin = this.at
    const started = this.open.pop()
    if (!started) throw unparsed(`Unexpected end tag at byte offset ${this.bytes(begin)}`)
    this.at += 2
    const tag = this.until(/[\s>]/)
    this.until(/\S/)
    if (this.source[this.at] !== ">") throw unparsed(`Unclosed end tag at byte offset ${this.bytes(begin)}`)
    this.at++
    if (tag !== "" && tag.toLowerCase() !== started.tag) {
      throw unparsed(
        `Unmatched end tag at byte offset ${this.bytes(begin)}, expected "</${started.tag}>", found "</${tag}>"`,
      )
    }
    if (this.text.length > started.offset) this.close(started)
  }

  private close({ tag, attributes, offset }: Open) {
    const place = { offset, length: this.text.length - offset }
    if (tag === "pre") this.closePre(place)
    else if (tag === "a") this.closeLink(attributes["href"] || this.text.slice(offset), place)
    else if (tag === "code" && attributes["class"]?.startsWith("language-")) {
      this.entities.push({ type: "code", ...place, language: attributes["class"].slice("language-".length) })
    } else if (tag === "blockquote" && "expandable" in attributes) {
      this.entities.push({ type: "expandable_blockquote", ...place })
    } else if (tag === "tg-emoji") {
      if (!attributes["emoji-id"]) throw unparsed("Invalid custom emoji identifier specified")
      this.entities.push({ type: "custom_emoji", ...place, custom_emoji_id: attributes["emoji-id"] })
    } else this.entities.push({ type: tags[tag], ...place })
  }

  /** Merges `<pre><code class="language-x">` into one code block with a language. */
  private closePre(place: { offset: number; length: number }) {
    const inner = this.entities[this.entities.length - 1]
    const whole = inner?.type === "code" && inner.offset === place.offset && inner.length === place.length
    if (whole) this.entities.pop()
    this.entities.push({
      type: "pre",
      ...place,
      ...(whole && inner.language ? { language: inner.language } : {}),
    })
  }

  /** A link that Telegram cannot parse becomes plain text, without an error. */
  private closeLink(href: string, place: { offset: number; length: number }) {
    const url = readableLink(href)
    if (url) this.entities.push({ type: "text_link", ...place, url })
  }

  private until(end: RegExp) {
    const start = this.at
    while (!this.ended() && !end.test(this.source[this.at])) this.at++
    return this.source.slice(start, this.at)
  }

  private ended() {
    return this.at >= this.source.length
  }

  private bytes(position: number) {
    return Buffer.byteLength(this.source.slice(0, position))
  }
}

function decoded(decimal?: string, hex?: string, name?: string): string | undefined {
  if (name) return named[name]
  const code = decimal ? Number(decimal) : parseInt(hex ?? "", 16)
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : undefined
}

export function readableLink(href: string): string | undefined {
  const text = href.trim()
  if (/^(tg|mailto|tel):/i.test(text)) return text
  const candidate = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(candidate)) return undefined
  const url = new URL(candidate)
  if (!["http:", "https:", "ton:", "tonsite:"].includes(url.protocol) || !url.hostname.includes("."))
    return undefined
  return url.href
}

export const unparsed = (why: string) => badRequest(`can't parse entities: ${why}`)
