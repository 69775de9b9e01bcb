import { writeFileSync } from "node:fs"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { listAssignments } from "../../src/api/admin/assignments/list"
import { allTransactions, listGatewayTransactions } from "../../src/api/admin/gateway-transactions/list"
import { listUnmatchedPayments } from "../../src/api/admin/gateway-transactions/unmatched-payments/list"
import { listTelegramMessages } from "../../src/api/admin/telegram-messages/list"
import { readiness } from "../../src/api/health/ready/parts"
import { announceAssignment } from "../../src/bot/messages/announcements/announcer"
import announceTransitions from "../../src/jobs/announce-transitions"
import { checkPayments } from "../../src/jobs/check-payments"
import continueRuns from "../../src/jobs/continue-runs"
import endHolds from "../../src/jobs/end-holds"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import followOrders from "../../src/jobs/follow-orders"
import forgetUpdates from "../../src/jobs/forget-updates"
import markRefundsDue from "../../src/jobs/mark-refunds-due"
import notifyOfMismatches from "../../src/jobs/notify-of-mismatches"
import rememberAddresses from "../../src/jobs/remember-addresses"
import remindStaff from "../../src/jobs/remind-staff"
import repairAcceptances from "../../src/jobs/repair-acceptances"
import repairOrders from "../../src/jobs/repair-orders"
import settleGatewayPayments from "../../src/jobs/settle-gateway-payments"
import announceStock from "../../src/jobs/announce-stock"
import { figuresPage } from "../../src/metrics/page"
import { readFigures } from "../../src/metrics/shop-figures"
import { addDays, dateAt } from "../../src/modules/delivery/zoned-time"
import { TIME_ZONE } from "../../src/lib/shop"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { listUnassignedOrders } from "../../src/workflows/outside-orders/list-unassigned-orders"
import { dueToAsk } from "../../src/workflows/payment/click/due-to-ask"
import { checkSums } from "../../src/workflows/payment/reconciliation/check-sums"

/** Median and maximum of the runs of an action, in ms. */
export type Timed = Record<string, { median: number; most: number }>

type Action = () => Promise<unknown>

const RUNS = 3
const PAGE = { limit: 20, offset: 0 }

/** Sets the newest transition of an order back, as a change of its state does, and refreshes its cards. */
async function refreshCard(container: MedusaContainer): Promise<void> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [one] = await workshop.listAssignments({ status: "accepted" }, { take: 1 })
  const [last] = await workshop.listTransitions(
    { assignment_id: one.id },
    { order: { number: "DESC" }, take: 1 },
  )
  await workshop.updateTransitions({ id: last.id, announced_at: null })
  await announceAssignment(container, one.id)
}

async function drain(batches: AsyncIterable<unknown>): Promise<void> {
  for await (const _batch of batches) {
    // Only the reading is measured.
  }
}

function actionsOf(container: MedusaContainer): Record<string, Action> {
  const jobs = {
    "announce-transitions": announceTransitions,
    "continue-runs": continueRuns,
    "end-holds": endHolds,
    "expire-unpaid-orders": expireUnpaidOrders,
    "follow-orders": followOrders,
    "forget-updates": forgetUpdates,
    "mark-refunds-due": markRefundsDue,
    "notify-of-mismatches": notifyOfMismatches,
    "remember-addresses": rememberAddresses,
    "remind-staff": remindStaff,
    "repair-acceptances": repairAcceptances,
    "repair-orders": repairOrders,
    "settle-gateway-payments": settleGatewayPayments,
    "announce-stock": announceStock,
  }
  const today = dateAt(new Date(), TIME_ZONE)
  const night = new Date(`${addDays(today, -1)}T22:20:00Z`)
  return {
    ...Object.fromEntries(
      Object.entries(jobs).map(([name, job]): [string, Action] => [`job ${name}`, () => job(container)]),
    ),
    "ask-click: payments to ask about": () => dueToAsk(container, new Date()),
    "a florist's card": () => refreshCard(container),
    "list of assignments": () => listAssignments(container, PAGE),
    "list of messages": () => listTelegramMessages(container, PAGE),
    "messages, page at 9,980": () => listTelegramMessages(container, { ...PAGE, offset: 9980 }),
    "messages of a chat": () => listTelegramMessages(container, { ...PAGE, chat_id: "-100900000001" }),
    "list of payments": () => listGatewayTransactions(container, PAGE),
    "orders without an assignment": () => listUnassignedOrders(container, { limit: 50 }),
    "GET /health/ready": () => readiness(container),
    "GET /metrics": () => figuresPage(container),
    "figures in the background": () => readFigures(container),
    "report: job check-payments": () => checkPayments(container, night),
    "report: unmatched payments": () => listUnmatchedPayments(container),
    "report: payments check of 92 days": () => checkSums(container, { from: addDays(today, -91), to: today }),
    "report: payments of 92 days as CSV": () =>
      drain(allTransactions(container, { from: addDays(today, -91), to: today })),
  }
}

/** Times each job, list, card, report and health check. @param args the file for the result */
export default async function timeWork({ container, args: [file] = [] }: ExecArgs): Promise<void> {
  const timed: Timed = {}
  for (const [name, act] of Object.entries(actionsOf(container))) {
    const times: number[] = []
    for (let run = 0; run <= RUNS; run += 1) {
      const began = performance.now()
      await act()
      times.push(performance.now() - began)
    }
    // The first run loads code and plans statements, and the first run of a job enqueues its messages.
    const sorted = times.slice(1).sort((a, b) => a - b)
    timed[name] = { median: sorted[Math.floor(RUNS / 2)], most: sorted[RUNS - 1] }
  }
  writeFileSync(file, JSON.stringify(timed))
}
