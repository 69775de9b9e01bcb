import { markup, type Markup } from "./markup"
import type { Texts } from "./texts"
import type { Call } from "./types"

type CallTexts = Pick<Texts, "callsTitle" | "sent" | "answered" | "noAnswer">

/** Renders the calls between a gateway and the shop as collapsible entries. */
export function callList(calls: Call[], words: CallTexts): Markup {
  if (calls.length === 0) return markup``
  return markup`<section class="calls">
  <h2>${words.callsTitle}</h2>
  <ol>${calls.map((call) => markup`<li>${callDetails(call, words)}</li>`)}</ol>
</section>`
}

/** Renders one call, collapsed to its name and a summary of its answer. */
export function callDetails(call: Call, words: Omit<CallTexts, "callsTitle">): Markup {
  const { name, sent, status, answered } = call
  return markup`<details data-testid="call">
  <summary><code>${name}</code><span class="gist">${status === 0 ? words.noAnswer : summaryOf(call)}</span></summary>
  <h3>${words.sent}</h3>
  <pre>${formatted(sent)}</pre>
  <h3>${words.answered}${status ? ` · HTTP ${status}` : ""}</h3>
  <pre>${formatted(answered)}</pre>
</details>`
}

const formatted = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value, null, 2))

/** Returns the error code or state of the answer, or its HTTP status. */
function summaryOf({ answered, status }: Call): string {
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
