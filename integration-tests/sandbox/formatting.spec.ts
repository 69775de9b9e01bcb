import type { Entity } from "../../packages/sandbox/telegram/types"
import { aziza, startRig, type Rig } from "./fixture"

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
  await rig.telegram.person(aziza).sends("/start")
})
afterAll(() => rig.sandbox.close())

type Sent = { text: string; entities?: Entity[] }
const send = (text: string, parse_mode?: string) =>
  rig.ask<Sent>("sendMessage", { chat_id: aziza, text, ...(parse_mode ? { parse_mode } : {}) })
const refusal = (text: string, parse_mode: string) =>
  rig.refusal("sendMessage", { chat_id: aziza, text, parse_mode })

/** Entities as "type:covered text". */
const covered = ({ text, entities = [] }: Sent) =>
  entities.map(({ type, offset, length, url, language }) =>
    [type, text.slice(offset, offset + length), url ?? language].filter(Boolean).join(":"),
  )

describe("HTML", () => {
  const good: [string, string, string[]][] = [
    ["<b>а</b><strong>б</strong>", "аб", ["bold:а", "bold:б"]],
    [
      "<i>а</i><em>б</em><u>в</u><ins>г</ins>",
      "абвг",
      ["italic:а", "italic:б", "underline:в", "underline:г"],
    ],
    [
      "<s>а</s><strike>б</strike><del>в</del>",
      "абв",
      ["strikethrough:а", "strikethrough:б", "strikethrough:в"],
    ],
    ['<tg-spoiler>а</tg-spoiler><span class="tg-spoiler">б</span>', "аб", ["spoiler:а", "spoiler:б"]],
    ["<code>x</code> <pre>y</pre>", "x y", ["code:x", "pre:y"]],
    ['<pre><code class="language-ts">let a</code></pre>', "let a", ["pre:let a:ts"]],
    [
      '<a href="https://guldasta.uz/?a=1&amp;b=2">сайт</a>',
      "сайт",
      ["text_link:сайт:https://guldasta.uz/?a=1&b=2"],
    ],
    ["<a href='tg://user?id=1001'>А</a>", "А", ["text_link:А:tg://user?id=1001"]],
    [
      "<blockquote>а</blockquote><blockquote expandable>б</blockquote>",
      "аб",
      ["blockquote:а", "expandable_blockquote:б"],
    ],
    ["<b>а <i>б</i></b>", "а б", ["bold:а б", "italic:б"]],
    ["1 &lt; 2 &amp;&amp; &quot;x&quot; &#128144; &nbsp;", '1 < 2 && "x" 💐 &nbsp;', []],
    ["💐💐<b>роза</b>", "💐💐роза", ["bold:роза"]],
    ["  <b> а </b>  ", "а", ["bold:а"]],
    ["<b></b>а", "а", []],
  ]
  test.each(good)("%s", async (html, text, entities) => {
    const sent = await send(html, "HTML")
    expect(sent.text).toBe(text)
    expect(covered(sent)).toEqual(entities)
  })

  const bad: [string, string][] = [
    ["ая <x>б</x>", 'Unsupported start tag "x" at byte offset 5'],
    ["<b>а", `Can't find end tag corresponding to start tag "b"`],
    ["<b><i>а</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'],
    ["а</b>", "Unexpected end tag at byte offset 2"],
    ["а < б", 'Unsupported start tag "" at byte offset 3'],
    ["а <б", "Unclosed start tag at byte offset 3"],
    ["<span>а</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ["<a href>а</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
  ]
  test.each(bad)("%s is refused", async (html, why) => {
    expect(await refusal(html, "HTML")).toBe(`Bad Request: can't parse entities: ${why}`)
  })

  test("text with markup only is empty", async () => {
    expect(await refusal("<b> </b>", "HTML")).toBe("Bad Request: message text is empty")
  })
})

describe("MarkdownV2", () => {
  const good: [string, string, string[]][] = [
    [
      "*а* _б_ __в__ ~г~ ||д||",
      "а б в г д",
      ["bold:а", "italic:б", "underline:в", "strikethrough:г", "spoiler:д"],
    ],
    ["`x` [сайт](https://guldasta.uz/)", "x сайт", ["code:x", "text_link:сайт:https://guldasta.uz/"]],
    ["```ts\nlet a\n```", "let a", ["pre:let a:ts"]],
    ["25 000 сум\\. \\*нет\\*", "25 000 сум. *нет*", []],
    [">цитата\nдальше", "цитата\nдальше", ["blockquote:цитата\n"]],
    ["*а _б_*", "а б", ["bold:а б", "italic:б"]],
  ]
  test.each(good)("%s", async (markdown, text, entities) => {
    const sent = await send(markdown, "MarkdownV2")
    expect(sent.text).toBe(text)
    expect(covered(sent)).toEqual(entities)
  })

  const bad: [string, string][] = [
    ["25 000 сум.", "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ["а *б", "Can't find end of Bold entity at byte offset 3"],
  ]
  test.each(bad)("%s is refused", async (markdown, why) => {
    expect(await refusal(markdown, "MarkdownV2")).toBe(`Bad Request: can't parse entities: ${why}`)
  })
})

test("Telegram detects commands, links, names and hashtags itself", async () => {
  const sent = await send("/start @guldasta_buxoro https://guldasta.uz/a?b=1, a@b.uz #розы 1/2 #1")
  expect(covered(sent)).toEqual([
    "bot_command:/start",
    "mention:@guldasta_buxoro",
    "url:https://guldasta.uz/a?b=1",
    "email:a@b.uz",
    "hashtag:#розы",
  ])
})

test("entities can be given next to the text", async () => {
  const entities = [{ type: "bold", offset: 0, length: 4 }]
  const sent = await rig.ask<Sent>("sendMessage", { chat_id: aziza, text: "роза", entities })
  expect(sent.entities).toEqual(entities)
  expect(await rig.refusal("sendMessage", { chat_id: aziza, text: "ро", entities })).toBe(
    "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 4",
  )
})
