import { markup, type Markup } from "./markup"
import type { Texts } from "./texts"
import type { Call } from "./types"

type Words = Pick<Texts, "said" | "sent" | "answered" | "noAnswer">

/** What a gateway and the shop said to each other, to be unfolded. */
export function callList(calls: Call[], words: Words): Markup {
  if (calls.length === 0) return markup``
  return markup`<section class="calls">
  <h2>${words.said}</h2>
  <ol>${calls.map((call) => markup`<li>${callDetails(call, words)}</li>`)}</ol>
</section>`
}

/** One call, folded to its name and the gist of its answer. */
export function callDetails(call: Call, words: Omit<Words, "said">): Markup {
  const { name, sent, status, answered } = call
  return markup`<details data-testid="call">
  <summary><code>${name}</code><span class="gist">${status === 0 ? words.noAnswer : gistOf(call)}</span></summary>
  <h3>${words.sent}</h3>
  <pre>${written(sent)}</pre>
  <h3>${words.answered}${status ? ` · HTTP ${status}` : ""}</h3>
  <pre>${written(answered)}</pre>
</details>`
}

const written = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value, null, 2))

/** The number that says how it went, where the protocol has one. */
function gistOf({ answered, status }: Call): string {
  if (typeof answered !== "object" || answered === null) return String(status)
  if ("error" in answered) {
    const { error } = answered
    if (typeof error === "object" && error !== null && "code" in error) return `error ${String(error.code)}`
    if (typeof error === "number") return error ? `error ${error}` : "ok"
  }
  if ("result" in answered && typeof answered.result === "object" && answered.result !== null) {
    return "state" in answered.result ? `state ${String(answered.result.state)}` : "ok"
  }
  return String(status)
}
