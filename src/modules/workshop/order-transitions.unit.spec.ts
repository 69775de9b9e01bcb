import {
  ACTIONS,
  TRANSITIONS,
  changesOf,
  findTransition,
  firstFloristOf,
  METHODS,
  isBack,
  isPossible,
  needsReason,
  nextActions,
  STAFF_ROLES,
  STATUSES,
  TO_ALL,
  type Action,
  type ActorRole,
  type Status,
  type AssignmentState,
} from "./order-transitions"

const ROLES: ActorRole[] = [...STAFF_ROLES, "shopper", "admin", "system"]
const ME = "staff_me"
const OTHER = "staff_other"

const at = (status: Status, more: Partial<AssignmentState> = {}): AssignmentState => ({
  status,
  method: "delivery",
  florist_id: null,
  courier_id: null,
  first_florist_id: null,
  first_until: null,
  picked_up_at: null,
  reopened_at: null,
  photo_sent_at: null,
  photo_due_at: null,
  photo_changes: 0,
  ...more,
})

const inFiveMinutes = new Date(Date.now() + 5 * 60_000)

it("offers an order to its first florist alone until a time", () => {
  const first = at("offered", { first_florist_id: ME, first_until: inFiveMinutes })
  expect(firstFloristOf(first)).toBe(ME)
  expect(findTransition(first, "accept", "florist", OTHER)).toEqual({ refusal: "offered_first" })
  expect(findTransition(first, "decline", "florist", OTHER)).toEqual({ refusal: "offered_first" })
  expect(nextActions(first, "florist", ME)).toEqual(["accept", "decline"])
  expect(nextActions(first, "owner", OTHER)).toContain("accept")
  const late = { ...first, first_until: new Date(Date.now() - 1) }
  expect(firstFloristOf(late)).toBeNull()
  expect(nextActions(late, "florist", OTHER)).toEqual(["accept", "decline"])
  for (const action of ["accept", "decline"] as const) {
    expect(changesOf(action, first, ME, new Date())).toMatchObject({
      first_florist_id: null,
      first_until: null,
    })
  }
  const paid = at("awaiting_payment", { first_florist_id: ME })
  expect(changesOf("offer", paid, null, new Date(0))).toMatchObject({ first_until: new Date(5 * 60_000) })
})

/**
 * The expected table, written independently of the rules: for each status and role, the allowed actions on an
 * order that the role's member holds, and the resulting status.
 */
const EXPECTED: Record<Status, Partial<Record<ActorRole, Partial<Record<Action, Status>>>>> = {
  awaiting_payment: {
    system: { offer: "offered", expire: "canceled", cancel: "canceled" },
    shopper: { cancel: "canceled" },
    owner: { cancel: "canceled" },
    manager: { cancel: "canceled" },
    admin: { cancel: "canceled" },
  },
  offered: {
    system: { cancel: "canceled" },
    shopper: { cancel: "canceled" },
    florist: { accept: "accepted", decline: "offered" },
    owner: { accept: "accepted", decline: "offered", receive_cash: "offered", cancel: "canceled" },
    manager: { accept: "accepted", decline: "offered", receive_cash: "offered", cancel: "canceled" },
    admin: { accept: "accepted", receive_cash: "offered", cancel: "canceled" },
  },
  accepted: {
    system: { cancel: "canceled" },
    florist: { give_back: "offered", mark_ready: "ready", receive_cash: "accepted" },
    owner: { give_back: "offered", mark_ready: "ready", receive_cash: "accepted", cancel: "canceled" },
    manager: { give_back: "offered", mark_ready: "ready", receive_cash: "accepted", cancel: "canceled" },
    admin: { give_back: "offered", mark_ready: "ready", receive_cash: "accepted", cancel: "canceled" },
  },
  // This courier has claimed the order, and the order has not left the shop before.
  ready: {
    system: { cancel: "canceled" },
    florist: { receive_cash: "ready" },
    courier: { give_back_delivery: "ready", pick_up: "out_for_delivery" },
    owner: {
      give_back_delivery: "ready",
      receive_cash: "ready",
      pick_up: "out_for_delivery",
      return: "returned",
      cancel: "canceled",
    },
    manager: {
      give_back_delivery: "ready",
      receive_cash: "ready",
      pick_up: "out_for_delivery",
      return: "returned",
      cancel: "canceled",
    },
    admin: {
      give_back_delivery: "ready",
      receive_cash: "ready",
      pick_up: "out_for_delivery",
      return: "returned",
      cancel: "canceled",
    },
  },
  out_for_delivery: {
    courier: { deliver: "delivered", fail_delivery: "ready" },
    owner: { deliver: "delivered", fail_delivery: "ready" },
    manager: { deliver: "delivered", fail_delivery: "ready" },
    admin: { deliver: "delivered", fail_delivery: "ready" },
  },
  delivered: {},
  returned: {},
  canceled: {},
}

const mine = (status: Status) => at(status, { florist_id: ME, courier_id: ME })

describe("the order's state machine", () => {
  const cases = STATUSES.flatMap((status) => ROLES.map((role) => [status, role] as const))

  it.each(cases)("in %s, %s can do exactly the expected actions", (status, role) => {
    const expected = EXPECTED[status][role] ?? {}
    const rules = ACTIONS.map((action) => [action, findTransition(mine(status), action, role, ME)] as const)
    expect(
      Object.fromEntries(rules.flatMap(([action, rule]) => ("to" in rule ? [[action, rule.to]] : []))),
    ).toEqual(expected)
    expect(nextActions(mine(status), role, ME).sort()).toEqual(Object.keys(expected).sort())
    for (const [action, rule] of rules) {
      const ever = TRANSITIONS.some((one) => one.action === action && one.roles.includes(role))
      expect("refusal" in rule && rule.refusal === "not_allowed").toBe(!ever)
    }
  })

  it("lets Medusa's own order page move an order only along the way to the recipient, and back to the florists", () => {
    expect(STATUSES.map((status) => [status, nextActions(mine(status), "medusa")])).toEqual([
      ["awaiting_payment", []],
      ["offered", ["accept"]],
      ["accepted", ["give_back", "mark_ready"]],
      ["ready", ["pick_up"]],
      ["out_for_delivery", ["deliver"]],
      ["delivered", []],
      ["returned", []],
      ["canceled", []],
    ])
    expect(nextActions(at("ready", { method: "pickup" }), "medusa")).toEqual(["deliver"])
  })

  it("lets the couriers wait for the buyer's answer to the photo, until the buyer, staff or the shop ends it", () => {
    const now = new Date()
    const waiting = at("ready", { florist_id: ME, photo_sent_at: now, photo_due_at: now })
    const free = { ...waiting, photo_due_at: null }
    expect(findTransition(waiting, "take_delivery", "courier", OTHER)).toEqual({ refusal: "photo_waits" })
    expect(findTransition(free, "take_delivery", "courier", OTHER)).toMatchObject({ to: "ready" })
    expect(ROLES.filter((role) => nextActions(waiting, role).includes("approve_photo"))).toEqual([
      "owner",
      "manager",
      "shopper",
      "admin",
      "system",
    ])
    expect(ROLES.filter((role) => nextActions(free, role).includes("approve_photo"))).toEqual([])
  })

  it("lets only the buyer ask for a change, twice, until a courier has the order", () => {
    const asked = at("ready", { florist_id: ME, photo_sent_at: new Date() })
    const mayAsk = (more: Partial<AssignmentState>) =>
      nextActions({ ...asked, ...more }, "shopper").includes("ask_change")
    expect(ROLES.filter((role) => nextActions(asked, role).includes("ask_change"))).toEqual(["shopper"])
    expect([0, 1, 2, 3].map((photo_changes) => mayAsk({ photo_changes }))).toEqual([true, true, false, false])
    expect(mayAsk({ photo_sent_at: null })).toBe(false)
    expect(mayAsk({ courier_id: OTHER })).toBe(false)
    expect(mayAsk({ picked_up_at: new Date() })).toBe(false)
    expect(changesOf("ask_change", asked, null, new Date())).toMatchObject({
      photo_changes: 1,
      photo_file_id: null,
    })
  })

  it("allows no action after delivered, returned and canceled", () => {
    for (const status of ["delivered", "returned", "canceled"] as const) {
      for (const method of METHODS) {
        for (const role of ROLES) {
          expect(nextActions(at(status, { method }), role)).toEqual([])
        }
      }
    }
  })

  it("lets a florist change only orders that they accepted", () => {
    const theirs = at("accepted", { florist_id: OTHER })
    expect(findTransition(theirs, "mark_ready", "florist", ME)).toEqual({ refusal: "not_yours" })
    expect(findTransition(theirs, "give_back", "florist", ME)).toEqual({ refusal: "not_yours" })
    expect(findTransition(at("accepted"), "mark_ready", "florist", ME)).toEqual({ refusal: "not_yours" })
    expect(nextActions(theirs, "florist", ME)).toEqual([])
    expect(nextActions(theirs, "manager", ME)).toEqual(["give_back", "mark_ready", "receive_cash", "cancel"])
  })

  it("lets a courier change only orders that they claimed, and claim only unclaimed orders", () => {
    expect(nextActions(at("ready"), "courier", ME)).toEqual(["take_delivery"])
    expect(findTransition(at("ready"), "pick_up", "courier", ME)).toEqual({ refusal: "not_yours" })
    const theirs = at("ready", { courier_id: OTHER })
    expect(findTransition(theirs, "take_delivery", "courier", ME)).toEqual({ refusal: "already_taken" })
    expect(findTransition(theirs, "pick_up", "courier", ME)).toEqual({ refusal: "not_yours" })
    const away = at("out_for_delivery", { courier_id: OTHER })
    expect(findTransition(away, "deliver", "courier", ME)).toEqual({ refusal: "not_yours" })
    expect(findTransition(away, "take_delivery", "courier", ME)).toEqual({ refusal: "already_taken" })
    expect(nextActions(away, "owner", ME)).toEqual(["deliver", "fail_delivery"])
  })

  it("delivers a pick-up order at the counter without a courier", () => {
    const counter = at("ready", { method: "pickup", florist_id: OTHER })
    expect(nextActions(counter, "florist", ME)).toEqual(["deliver"])
    expect(nextActions(counter, "courier", ME)).toEqual([])
    expect(nextActions(counter, "admin")).toEqual(["deliver", "return", "cancel"])
    expect(nextActions(at("ready"), "florist", ME)).toEqual([])
  })

  it("allows a return and no cancellation after the order has left the shop", () => {
    const back = at("ready", { picked_up_at: new Date() })
    expect(nextActions(back, "manager", ME)).toEqual(["take_delivery", "receive_cash", "pick_up", "return"])
    // The shopper may give the order up, until a courier takes it again.
    expect(isBack(back)).toBe(true)
    expect(nextActions(back, "shopper")).toEqual(["return"])
    expect(nextActions({ ...back, courier_id: OTHER }, "shopper")).toEqual([])
    expect(nextActions(at("ready"), "shopper")).toEqual([])
    expect(findTransition(back, "cancel", "manager", ME)).toEqual({ refusal: "too_late" })
  })

  it("allows the return of a replacement, but no cancellation", () => {
    const replaced = (status: Status) => at(status, { reopened_at: new Date() })
    expect(nextActions(replaced("offered"), "admin")).toEqual(["accept", "receive_cash"])
    expect(nextActions(replaced("accepted"), "admin")).toEqual(["give_back", "mark_ready", "receive_cash"])
    expect(nextActions(replaced("ready"), "admin")).toEqual(["receive_cash", "pick_up", "return"])
    expect(findTransition(replaced("offered"), "cancel", "shopper")).toEqual({ refusal: "too_late" })
  })

  it("refuses a second acceptance with already_taken, and the acceptance of a canceled order with too_late", () => {
    expect(findTransition(at("accepted", { florist_id: OTHER }), "accept", "florist", ME)).toEqual({
      refusal: "already_taken",
    })
    expect(findTransition(at("canceled"), "accept", "florist", ME)).toEqual({ refusal: "too_late" })
    expect(findTransition(at("accepted"), "cancel", "shopper")).toEqual({ refusal: "too_late" })
  })

  it("shows the cash of a giver before the delivery, and lets no courier leave without it", () => {
    const shown = (awaits: boolean) => ACTIONS.filter((action) => !isPossible(action, awaits))
    expect(shown(true)).toEqual(["pick_up"])
    expect(shown(false)).toEqual(["receive_cash"])
  })

  it("requires a reason for failed deliveries, returns and cancellations by staff", () => {
    const asked = (role: ActorRole) => ACTIONS.filter((action) => needsReason(action, role))
    expect(asked("courier")).toEqual(["fail_delivery"])
    expect(asked("manager")).toEqual(["fail_delivery", "return", "cancel"])
    expect(asked("admin")).toEqual(["fail_delivery", "return", "cancel"])
    expect(asked("shopper")).toEqual(["ask_change"])
    expect(findTransition(mine("out_for_delivery"), "fail_delivery", "courier", ME)).toEqual({
      to: "ready",
      reasonRequired: true,
    })
    expect(findTransition(at("offered"), "cancel", "shopper")).toEqual({
      to: "canceled",
      reasonRequired: false,
    })
  })

  it("records the person and the time", () => {
    const now = new Date()
    expect(changesOf("accept", at("offered"), ME, now)).toEqual({
      florist_id: ME,
      accepted_at: now,
      ...TO_ALL,
    })
    expect(changesOf("give_back", mine("accepted"), ME, now)).toMatchObject({
      florist_id: null,
      fulfillment_id: null,
    })
    expect(changesOf("take_delivery", at("ready"), ME, now)).toEqual({ courier_id: ME, taken_at: now })
    expect(changesOf("pick_up", at("ready", { courier_id: OTHER }), ME, now).courier_id).toBe(OTHER)
    expect(changesOf("pick_up", at("ready"), ME, now).courier_id).toBe(ME)
    expect(changesOf("fail_delivery", mine("out_for_delivery"), ME, now)).toEqual({
      courier_id: null,
      taken_at: null,
      door_photo_file_id: null,
    })
    expect(changesOf("decline", at("offered"), ME, now)).toEqual(TO_ALL)
    for (const action of ["deliver", "return", "cancel"] as const) {
      expect(changesOf(action, mine("ready"), ME, now).closed_at).toBe(now)
    }
  })

  it("checks the florist for actions in the workshop, and the courier for actions on the road", () => {
    const made = at("accepted", { florist_id: ME, courier_id: OTHER })
    expect(findTransition(made, "mark_ready", "florist", ME)).toMatchObject({ to: "ready" })
    expect(findTransition(made, "mark_ready", "florist", OTHER)).toEqual({ refusal: "not_yours" })
    const onRoad = at("out_for_delivery", { florist_id: OTHER, courier_id: ME })
    for (const action of ["deliver", "fail_delivery"] as const) {
      expect(findTransition(onRoad, action, "courier", ME)).toHaveProperty("to")
      expect(findTransition(onRoad, action, "courier", OTHER)).toEqual({ refusal: "not_yours" })
    }
    const claimed = at("ready", { florist_id: OTHER, courier_id: ME })
    for (const action of ["give_back_delivery", "pick_up"] as const) {
      expect(findTransition(claimed, action, "courier", ME)).toHaveProperty("to")
      expect(findTransition(claimed, action, "courier", OTHER)).toEqual({ refusal: "not_yours" })
    }
  })

  it("does not check the holder without a member id", () => {
    expect(nextActions(at("accepted", { florist_id: OTHER }), "florist")).toEqual([
      "give_back",
      "mark_ready",
      "receive_cash",
    ])
  })

  it.each(["accepted", "ready", "out_for_delivery", "delivered"] as const)(
    "refuses to accept an order in %s with already_taken",
    (status) => {
      expect(findTransition(at(status), "accept", "florist", ME)).toEqual({ refusal: "already_taken" })
    },
  )

  it("refuses take_delivery with already_taken only while a courier holds the delivery", () => {
    for (const status of ["offered", "accepted", "delivered", "canceled"] as const) {
      const theirs = at(status, { courier_id: OTHER })
      expect(findTransition(theirs, "take_delivery", "courier", ME)).toEqual({ refusal: "too_late" })
    }
    const counter = at("ready", { method: "pickup" })
    expect(findTransition(counter, "take_delivery", "courier", ME)).toEqual({ refusal: "too_late" })
    const away = at("out_for_delivery", { courier_id: OTHER })
    expect(findTransition(away, "mark_ready", "florist", ME)).toEqual({ refusal: "too_late" })
  })

  it("delivers at the counter without a reason, and requires a reason for cancellations by the desk", () => {
    const counter = at("ready", { method: "pickup" })
    expect(findTransition(counter, "deliver", "florist", ME)).toEqual({
      to: "delivered",
      reasonRequired: false,
    })
    for (const status of ["awaiting_payment", "offered", "accepted", "ready"] as const) {
      expect(findTransition(at(status), "cancel", "manager", ME)).toEqual({
        to: "canceled",
        reasonRequired: true,
      })
      expect(findTransition(at(status), "cancel", "system")).toEqual({
        to: "canceled",
        reasonRequired: false,
      })
    }
    expect(findTransition(at("ready"), "return", "owner", ME)).toEqual({
      to: "returned",
      reasonRequired: true,
    })
  })

  it("records the time of each action", () => {
    const now = new Date()
    expect(changesOf("offer", at("awaiting_payment"), null, now)).toEqual({
      offered_at: now,
      first_until: null,
    })
    expect(changesOf("mark_ready", mine("accepted"), ME, now)).toEqual({ ready_at: now })
    expect(changesOf("give_back_delivery", mine("ready"), ME, now)).toEqual({
      courier_id: null,
      taken_at: null,
    })
    expect(changesOf("deliver", mine("out_for_delivery"), ME, now)).toEqual({
      delivered_at: now,
      closed_at: now,
    })
    expect(changesOf("expire", at("awaiting_payment"), null, now)).toEqual({ closed_at: now })
  })
})
