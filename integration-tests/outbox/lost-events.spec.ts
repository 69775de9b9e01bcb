import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { updateStaffMemberWorkflow } from "../../src/workflows/staff/update-staff-member"
import { AZIZA, botSuite, DILNOZA, FLORISTS, MADINA } from "../bot/support"
import { enters, eventually, placeOrder, words, workshopOf } from "../bot/workshop-support"
import { pattern, saying } from "../support/labels"

jest.setTimeout(400_000)

/** Time limit in ms. A sweep runs at least every 30 s; the machine may be slow. */
const IN_TIME = 120_000

botSuite("a shop whose event bus delivers no events", ({ telegram: connect, container }) => {
  it("announces orders, follows Medusa's changes, saves addresses and closes cards by its sweeps", async () => {
    const telegram = connect()
    const [aziza, dilnoza, madina] = [AZIZA, DILNOZA, MADINA].map((id) => telegram.person(id))
    await Promise.all([aziza, dilnoza, madina].map((person) => enters(person)))
    const bus = container().resolve(Modules.EVENT_BUS)
    const emit = jest.spyOn(bus, "emit").mockResolvedValue()
    const release = jest.spyOn(bus, "releaseGroupedEvents").mockResolvedValue()
    try {
      const order = await placeOrder(container(), AZIZA)
      await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, within: IN_TIME })
      await eventually(async () => {
        const { data } = await container()
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({ entity: "customer_address", fields: ["address_1"] })
        return data.length === 1
      }, IN_TIME)

      await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
      const card = await dilnoza.sees(pattern`${saying("workshop.work_accepted")}[^]*Zilola`, {
        within: IN_TIME,
      })
      const [member] = await workshopOf(container()).listStaffMembers({ telegram_id: String(DILNOZA) })
      await updateStaffMemberWorkflow(container()).run({
        input: { id: member.id, active: false, actor: { type: "staff", telegram_id: String(MADINA) } },
      })
      const cardNow = async () =>
        words((await dilnoza.messages()).find(({ message_id }) => message_id === card.message_id))
      await eventually(async () => !(await cardNow()).includes("Zilola"), IN_TIME)

      const other = await placeOrder(container(), AZIZA)
      await cancelOrderWorkflow(container()).run({ input: { order_id: other.orderId } })
      await eventually(
        async () =>
          (await workshopOf(container()).retrieveAssignment(other.assignmentId)).status === "canceled",
        IN_TIME,
      )
      await aziza.sees(saying("notices.canceled", { number: other.number }), { within: IN_TIME })
      expect((await workshopOf(container()).retrieveAssignment(order.assignmentId)).status).toBe("accepted")
      expect(emit.mock.calls.length + release.mock.calls.length).toBeGreaterThan(0)
    } finally {
      emit.mockRestore()
      release.mockRestore()
    }
  })
})
