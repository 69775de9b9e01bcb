import type { Entity } from "../types"
import { readableLink, unparsed } from "./html"

const reserved = "_*[]()~`>#+-=|{}.!"

/** Marks with equal opening and closing forms, longest first. The name appears in Telegram's error texts. */
const marks = [
  { mark: "```", type: "pre", name: "Pre" },
  { mark: "__", type: "underline", name: "Underline" },
  { mark: "||", type: "spoiler", name: "Spoiler" },
  { mark: "*", type: "bold", name: "Bold" },
  { mark: "_", type: "italic", name: "Italic" },
  { mark: "~", type: "strikethrough", name: "Strikethrough" },
  { mark: "`", type: "code", name: "Code" },
] as const

type Mark = (typeof marks)[number]
type Open = { mark: Mark | undefined; name: string; offset: number; begin: number }

/**
 * Parses Telegram's MarkdownV2 with the error texts of Telegram's parser.
 *
 * @throws ApiError 400 "can't parse entities: …"
 */
export function parseMarkdownV2(source: string): { text: string; entities: Entity[] } {
  return new MarkdownReader(source).read()
}

class MarkdownReader {
  private at = 0
  private text = ""
  private readonly open: Open[] = []
  private readonly entities: Entity[] = []
  private quote: number | undefined

  constructor(private readonly source: string) {}

  read() {
    while (this.at < this.source.length) this.step()
    this.endQuote()
    const last = this.open[this.open.length - 1]
    if (last) throw unparsed(`Can't find end of ${last.name} entity at byte offset ${this.bytes(last.begin)}`)
    return { text: this.text, entities: this.entities }
  }

  private step() {
    if (this.escaped() || this.quoteMark()) return
    const inCode = this.last()?.mark?.type === "code" || this.last()?.mark?.type === "pre"
    const mark = marks.find(({ mark }) => this.source.startsWith(mark, this.at))
    if (mark && (!inCode || this.last()?.mark === mark)) return this.toggle(mark)
    if (inCode) return this.plain()

    const character = this.source[this.at]
    if (character === "[") return this.openLink()
    if (character === "]" && this.last()?.name === "TextUrl") return this.closeLink()
    if (reserved.includes(character)) {
      throw unparsed(`Character '${character}' is reserved and must be escaped with the preceding '\\'`)
    }
    this.plain()
  }

  private escaped() {
    const next = this.source.charCodeAt(this.at + 1)
    if (this.source[this.at] !== "\\" || !(next > 0 && next <= 126)) return false
    this.text += this.source[this.at + 1]
    this.at += 2
    return true
  }

  /** Opens or closes a quote: lines that begin with `>` are quoted, and the first other line ends the quote. */
  private quoteMark() {
    const lineStart = this.at === 0 || this.source[this.at - 1] === "\n"
    if (!lineStart || this.last()?.mark?.type === "pre") return false
    if (this.source[this.at] !== ">") {
      this.endQuote()
      return false
    }
    this.quote ??= this.text.length
    this.at++
    return true
  }

  private endQuote() {
    if (this.quote !== undefined && this.text.length > this.quote) {
      this.entities.push({ type: "blockquote", offset: this.quote, length: this.text.length - this.quote })
    }
    this.quote = undefined
  }

  private toggle(mark: Mark) {
    const last = this.last()
    if (last?.mark === mark) {
      this.open.pop()
      this.at += mark.mark.length
      this.close(mark.type, last.offset)
      return
    }
    this.open.push({ mark, name: mark.name, offset: this.text.length, begin: this.at })
    this.at += mark.mark.length
  }

  private close(type: Mark["type"], offset: number) {
    const length = this.text.length - offset
    if (length === 0) return
    if (type !== "pre") {
      this.entities.push({ type, offset, length })
      return
    }
    const language = /^([^\s`]+)\n/.exec(this.text.slice(offset))
    if (language) this.text = this.text.slice(0, offset) + this.text.slice(offset + language[0].length)
    else if (this.text[offset] === "\n") this.text = this.text.slice(0, offset) + this.text.slice(offset + 1)
    const left = this.text.length - offset
    if (left > 0)
      this.entities.push({ type, offset, length: left, ...(language ? { language: language[1] } : {}) })
  }

  private openLink() {
    this.open.push({ mark: undefined, name: "TextUrl", offset: this.text.length, begin: this.at })
    this.at++
  }

  private closeLink() {
    const link = this.open.pop()
    if (!link) return
    this.at++
    let url = this.text.slice(link.offset)
    if (this.source[this.at] === "(") url = this.linkAddress()
    const readable = readableLink(url)
    const length = this.text.length - link.offset
    if (readable && length > 0)
      this.entities.push({ type: "text_link", offset: link.offset, length, url: readable })
  }

  private linkAddress() {
    const begin = this.at++
    let url = ""
    while (this.at < this.source.length && this.source[this.at] !== ")") {
      if (this.source[this.at] === "\\" && this.at + 1 < this.source.length) this.at++
      url += this.source[this.at++]
    }
    if (this.at >= this.source.length) {
      throw unparsed(`Can't find end of a URL at byte offset ${this.bytes(begin)}`)
    }
    this.at++
    return url
  }

  private plain() {
    this.text += this.source[this.at++]
  }

  private last() {
    return this.open[this.open.length - 1]
  }

  private bytes(position: number) {
    return Buffer.byteLength(this.source.slice(0, position))
  }
}
