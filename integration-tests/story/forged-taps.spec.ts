import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SandboxRefusal, type SandboxPerson } from "../../packages/sandbox/telegram/client"
import type { PressResult } from "../../packages/sandbox/telegram/control-types"
import { ACTIONS } from "../../src/modules/workshop/order-transitions"
import { botSuite, DILNOZA, FLORISTS, MARINA } from "../bot/support"
import { putIntoCart } from "../bot/checkout-support"
import { cartOf } from "../bot/shopper-support"
import { workshopOf } from "../bot/workshop-support"
import { eventually } from "../support/eventually"
import { allButtons, type ButtonKind } from "./buttons"
import { Scene, ZILOLA } from "./play"
import { fingerprint } from "./rows"
import { label, saying } from "../support/labels"

jest.setTimeout(900_000)

const SQL = "' or 1=1;--"

botSuite("forged taps", (shop) => {
  /** Values of Aziza's and the shop's records that an attacker could put into callback data. */
  async function targetsOf(scene: Scene, number = 1): Promise<Record<string, string[]>> {
    const container = shop.container()
    const order = await scene.orders(scene.aziza, number)
    const { assignment } = await scene.records.assignment(order.id)
    await putIntoCart(container, scene.aziza.id)
    const cart = await cartOf(container, scene.aziza.id)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    // Addresses are saved shortly after their orders are placed.
    await eventually(async () => {
      const { data } = await query.graph({ entity: "delivery", fields: ["order_id", "remembered_at"] })
      expect(data.filter(({ order_id, remembered_at }) => order_id && !remembered_at)).toEqual([])
    })
    const [addresses, options, members, variants, deliveries] = await Promise.all([
      query.graph({ entity: "customer_address", fields: ["id"] }),
      query.graph({ entity: "shipping_option", fields: ["id"] }),
      workshopOf(container).listStaffMembers({ telegram_id: String(DILNOZA) }),
      query.graph({ entity: "variant", fields: ["id", "product.id"], pagination: { take: 1 } }),
      query.graph({ entity: "delivery", fields: ["date", "window_id"], filters: { order_id: order.id } }),
    ])
    return {
      orderId: [order.id],
      assignmentId: [assignment.id],
      lineId: [cart?.items[0].id ?? ""],
      bouquetId: [cart?.items[0].id ?? ""],
      cart: [cart?.id.slice(-8) ?? ""],
      addressId: [String(addresses.data[0]?.id ?? "cuaddr_none")],
      optionId: [options.data[0].id],
      memberId: [members[0].id],
      variantId: [variants.data[0].id],
      productId: [variants.data[0].product?.id ?? ""],
      slotId: [`${deliveries.data[0].date}.${deliveries.data[0].window_id}`],
      action: [...ACTIONS],
      role: ["owner"],
      to: ["1"],
      failure: ["refused"],
      purpose: ["florists"],
      address: [String(FLORISTS)],
      provider: ["pp_system_default"],
      total: ["280000"],
      language: ["xx"],
      quantity: ["0", "1"],
      page: ["-1"],
      method: ["pickup"],
      step: ["slot_id"],
      what: ["card_text"],
      on: ["1"],
    }
  }

  /** All callback data of one button type with these values, and with nonsense in all fields. */
  function forgeries({ name, fields }: ButtonKind, targets: Record<string, string[]>): string[] {
    const named = fields.reduce<string[]>(
      (data, field) => data.flatMap((start) => (targets[field] ?? ["1"]).map((value) => `${start}:${value}`)),
      [name],
    )
    const nonsense = fields.length
      ? [SQL, "", "99999999999", "🌹"].map((value) => [name, ...fields.map(() => value)].join(":"))
      : []
    return [...named, ...nonsense, `${name}:one:too:many:fields`]
  }

  /**
   * Sends callback data from the bot's newest message, whether or not it has buttons. If the bot replaces this screen
   * at the same moment, the next one is tapped.
   */
  async function forge(person: SandboxPerson, data: string, tries = 5): Promise<PressResult> {
    const newest = (await person.messages()).findLast(({ from }) => !from.is_me)
    try {
      return await person.forges(data, { message_id: newest?.message_id ?? 0 })
    } catch (error) {
      if (!(error instanceof SandboxRefusal) || tries === 0) {
        throw error
      }
      return forge(person, data, tries - 1)
    }
  }

  async function attack(person: SandboxPerson, taps: string[]): Promise<void> {
    for (const data of taps) {
      const answer = await forge(person, data)
      expect({ data, ...answer }).toMatchObject({ data, answered: true })
      expect({ data, says: answer.text ?? "" }).not.toMatchObject({
        says: expect.stringMatching(saying("errors.unknown")),
      })
    }
  }

  async function nothingHappened(scene: Scene, before: Record<string, string>, attackers: SandboxPerson[]) {
    await scene.everythingIsSent()
    expect(await fingerprint(shop.container())).toEqual(before)
    const secrets = [ZILOLA.name, ZILOLA.phone, ZILOLA.phoneAsWritten, scene.words().address]
    for (const attacker of attackers) {
      // All text that was ever shown, not only the current messages.
      const seen = await scene.writtenTo(attacker.id)
      expect(secrets.filter((secret) => seen.includes(secret))).toEqual([])
      expect(seen).not.toMatch(saying("errors.unknown"))
    }
  }

  it("of every button type with another person's ids show nothing and write nothing", async () => {
    const scene = await Scene.begin(shop)
    const { jasur } = scene
    await Promise.all([scene.staffComesIn(), scene.comesIn(scene.aziza, jasur)])
    // The attacker is a customer with an order too.
    await scene.ordersPickUp(jasur)
    const targets = await targetsOf(scene, 2)
    await scene.everythingIsSent()
    const kinds = allButtons()
    expect(kinds.length).toBeGreaterThan(60)
    expect(kinds.map(({ name }) => name)).toEqual([...new Set(kinds.map(({ name }) => name))])

    const before = await fingerprint(shop.container())
    await attack(
      jasur,
      kinds.flatMap((kind) => forgeries(kind, targets)),
    )
    await nothingHappened(scene, before, [jasur])
    // The bot still serves them.
    await jasur.sends("/start")
    await jasur.sees(scene.words().welcome)
  })

  it("of staff buttons by a courier, a former florist, and a florist without the order are refused", async () => {
    const scene = await Scene.begin(shop)
    const { bobur, marina, dilnoza } = scene
    await Promise.all([scene.staffComesIn(), scene.comesIn(scene.aziza)])
    const workshop = workshopOf(shop.container())
    const [left] = await workshop.listStaffMembers({ telegram_id: String(MARINA) })
    await workshop.updateStaffMembers({ id: left.id, active: false })
    const targets = await targetsOf(scene)
    await scene.everythingIsSent()

    const staffs = [
      "action",
      "work",
      "nophoto",
      "failed",
      "staff",
      "member",
      "role",
      "active",
      "invite",
      "mkinvite",
    ]
    const bindings = ["bind", "unbind"]
    const kinds = allButtons().filter(({ name }) => [...staffs, ...bindings].includes(name))
    expect(kinds).toHaveLength(staffs.length + bindings.length)
    const taps = kinds.flatMap((kind) => forgeries(kind, targets))
    // A florist may do this with an order on offer, so it is not an attack.
    const allowed = /^action:(accept|decline):/
    const before = await fingerprint(shop.container())
    await Promise.all([
      attack(bobur, taps),
      attack(marina, taps),
      attack(
        dilnoza,
        taps.filter((data) => !allowed.test(data)),
      ),
    ])
    await nothingHappened(scene, before, [bobur, marina, dilnoza])

    // A former member still sees the card in the channel.
    const refused = await marina.taps(scene.words().accept, { in: FLORISTS })
    expect(refused).toMatchObject({
      show_alert: true,
      text: expect.stringContaining(label("errors.not_staff")),
    })
    expect(await fingerprint(shop.container())).toEqual(before)
  })
})
