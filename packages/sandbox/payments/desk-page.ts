import { callDetails } from "./call-list"
import { layOut } from "./layout"
import { markup, type Markup } from "./markup"
import { moneyText } from "./money"
import { TEXTS } from "./texts"
import type { Payable, StandIn, TestRun, TestStep } from "./types"

/** Path of the overview page. */
export const DESK = "/payments"

/** Values of the test form. */
export type Typed = { reference: string; amount: string }

/** Converts an amount typed in major units ("280 000", "19.99") to minor units. @returns undefined for other text */
export function typedMinorUnits(typed: string): number | undefined {
  const [, whole, rest = ""] = /^(\d{1,11})(?:[.,](\d{1,2}))?$/.exec(typed.replace(/[\s\u00a0]/g, "")) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(rest.padEnd(2, "0"))
}

/** Renders the overview page: recently opened pay pages, and the gateways' acceptance tests. */
export function deskPage(standIns: StandIn[], typed: Typed, mistake?: string): string {
  return layOut({
    title: "Stand-in gateways",
    language: "en",
    body: markup`
<header class="wide">
  <h1>Stand-in gateways</h1>
  <p class="small">${names(standIns)} simulated on this machine. No money moves.</p>
</header>
<main class="wide desk" data-testid="desk">
  <section class="panel">
    <h2>Recently opened pay pages</h2>
    ${openedPages(standIns)}
  </section>
  <section class="panel">
    <h2>Test the shop as the gateways do</h2>
    <p class="small">Place an order in the sandbox and choose the gateway there. Then enter its number and amount here.
      The tests use the order in these fields.</p>
    ${mistake && markup`<p class="mistake" role="alert">${mistake}</p>`}
    <form method="post" action="${DESK}/run">
      <div class="pair">
        <label>Order number<input name="reference" value="${typed.reference}" inputmode="numeric"
          autocomplete="off" required></label>
        <label>Amount, in soums<input name="amount" value="${typed.amount}" inputmode="decimal"
          autocomplete="off" required></label>
      </div>
      <div class="others">${standIns.flatMap(runButtons)}</div>
    </form>
  </section>
</main>`,
  })
}

function names(standIns: StandIn[]): string {
  const all = standIns.map(({ gateway }) => gateway.name)
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : (all[0] ?? "No gateway")
}

function openedPages(standIns: StandIn[]): Markup {
  const pages = standIns.flatMap((standIn) =>
    standIn
      .opened()
      .slice(0, 5)
      .map((page) => ({ ...page, gateway: standIn.gateway, testRuns: standIn.testRuns })),
  )
  if (pages.length === 0) {
    return markup`<p class="small">None yet: press “Pay” under an order in the Telegram sandbox.</p>`
  }
  return markup`<ul class="opened">${pages.map(
    ({
      gateway,
      testRuns,
      reference,
      amount,
      currency,
      address,
    }) => markup`<li style="--gateway: ${gateway.color}">
    <a href="${address}"><strong>${gateway.name}</strong> · No. ${reference}</a>
    <span>${moneyText(amount, currency, "en")}</span>
    ${testRuns.length > 0 && testLink({ reference, amount })}
  </li>`,
  )}</ul>`
}

function testLink({ reference, amount }: Payable): Markup {
  const typed = new URLSearchParams({ reference, amount: inUnits(amount) })
  return markup`<a href="${DESK}?${typed.toString()}">Test it</a>`
}

const inUnits = (minorUnits: number) =>
  minorUnits % 100 ? (minorUnits / 100).toFixed(2) : String(minorUnits / 100)

function runButtons({ gateway, testRuns }: StandIn): Markup[] {
  return testRuns.map(
    ({ id, title, note }) => markup`<button name="run" value="${gateway.id}/${id}"
    style="--gateway: ${gateway.color}" class="run"><strong>${title}</strong><span>${note}</span></button>`,
  )
}

export type RunResult = { standIn: StandIn; run: TestRun; order: Payable; steps: TestStep[] }

/** Renders the result of a test run: each step with its call, its answer, and whether it passed. */
export function resultPage({ standIn, run, order, steps }: RunResult): string {
  const passed = steps.filter((step) => step.passed).length
  const isGood = steps.length > 0 && passed === steps.length
  const back = new URLSearchParams({ reference: order.reference, amount: inUnits(order.amount) })
  return layOut({
    title: run.title,
    language: "en",
    color: standIn.gateway.color,
    body: markup`
<header class="wide">
  <p class="gateway-name">${standIn.gateway.name}</p>
  <h1>${run.title}</h1>
  <p class="small">Order No. ${order.reference}, ${moneyText(order.amount, "uzs", "en")}</p>
</header>
<main class="wide panel" data-testid="run">
  <p class="score ${isGood ? "good" : "bad"}" data-testid="score">${passed} of ${steps.length} passed</p>
  <ol class="steps">${steps.map((step) => markup`<li>${stepRow(step)}</li>`)}</ol>
  <a class="plain" href="${DESK}?${back.toString()}">Back</a>
</main>`,
  })
}

function stepRow({ title, expected, call, passed }: TestStep): Markup {
  return markup`<div class="step ${passed ? "good" : "bad"}" data-testid="step">
  <span class="mark" aria-label="${passed ? "passed" : "failed"}">${passed ? "✓" : "✕"}</span>
  <span class="title">${title}</span>
  <span class="small">expected: ${expected}</span>
</div>
${callDetails(call, TEXTS.en)}`
}
