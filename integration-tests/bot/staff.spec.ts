import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import type { PressResult } from "../../packages/sandbox/telegram/control-types"
import { tellOfAbsent } from "../../src/bot/messages/staff/absent"
import { sweepMembers } from "../../src/bot/messages/announcements/sweep"
import { outboxOf } from "../../src/bot/outbox/outbox"
import { runningBot } from "../../src/bot/runtime/run"
import { AZIZA, BOBUR, botSuite, DILNOZA, FLORISTS, JASUR, MADINA } from "./support"
import {
  enters,
  eventually,
  labels,
  outboxIsEmpty,
  placeOrder,
  RECIPIENT,
  telegramOf,
  words,
  workshopOf,
} from "./workshop-support"
import { label, pattern, saying } from "../support/labels"

jest.setTimeout(240_000)

botSuite("the staff in Telegram", ({ telegram: connect, container }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, bobur, madina] = [AZIZA, JASUR, DILNOZA, BOBUR, MADINA].map((id) =>
      telegram.person(id),
    )
    return { telegram, aziza, jasur, dilnoza, bobur, madina }
  }

  /**
   * Sends callback data that no button has, on the person's newest message. The bot may replace that message at the
   * same moment; then the tap goes to the next screen.
   */
  const forge = async (person: SandboxPerson, data: string): Promise<PressResult> => {
    const message_id = (await person.screen())?.message_id ?? 0
    try {
      return await person.forges(data, { message_id })
    } catch (error) {
      if (
        !String(error).includes("there is no message") ||
        (await person.screen())?.message_id === message_id
      ) {
        throw error
      }
      return forge(person, data)
    }
  }

  /** Waits for a person's menu commands: the bot sets them in Telegram after its answer. */
  const offers = (person: SandboxPerson, isSo: (commands: string[]) => boolean) =>
    eventually(async () => isSo((await person.view()).commands.map(({ command }) => command)))

  const memberWith = async (telegramId: number) =>
    workshopOf(container()).findActiveMember(String(telegramId))
  const chatFor = (purpose: "florists" | "couriers") => telegramOf(container()).chatFor(purpose)

  it("makes the configured owner an owner, whose invite link works once", async () => {
    const { telegram, aziza, jasur, madina } = play()
    await Promise.all([enters(madina), enters(aziza)])
    expect((await memberWith(MADINA))?.role).toBe("owner")
    await offers(madina, (commands) => ["work", "staff", "orders"].every((name) => commands.includes(name)))

    await madina.sends("/staff")
    const list = await madina.sees(label("staff.title"))
    expect(words(list)).toMatch(pattern`${saying("staff.purpose_florists")}: `)
    await madina.taps(saying("staff.invite"))
    await madina.sees(saying("staff.invite_role"))
    await madina.taps(saying("staff.role_florist"))
    const link = /https:\/\/t\.me\/\S+/.exec(words(await madina.sees(saying("staff.invite_link"))))?.[0] ?? ""
    expect(link).toMatch(/start=staff_[\w-]{43}$/)

    // A new person first chooses a language; the invite is kept.
    await jasur.opens(link)
    await jasur.taps(saying("common.language_uzbek"))
    await jasur.sees(
      saying("staff.welcome", { name: "Jasur Toshev", role: label("staff.role_florist", {}, "uz") }, "uz"),
    )
    expect((await memberWith(JASUR))?.role).toBe("florist")
    const join = (await jasur.screen())?.buttons?.flat().find(({ kind }) => kind === "url")
    expect(join?.text).toBe(label("staff.join", { purpose: label("staff.purpose_florists", {}, "uz") }, "uz"))
    const [made] = (await telegram.calls({ chat_id: FLORISTS })).filter(
      ({ method }) => method === "createChatInviteLink",
    )
    expect(made.params).toMatchObject({ member_limit: 1, name: "Jasur Toshev" })
    await offers(jasur, (commands) => commands.includes("work"))

    await aziza.opens(link)
    await aziza.sees(saying("errors.invite_used"))
    expect(await memberWith(AZIZA)).toBeUndefined()
    await aziza.opens(`${link.split("staff_")[0]}staff_${"a".repeat(43)}`)
    await aziza.sees(saying("errors.invite_invalid"))
  })

  it("tells the owner once who has not pressed Start or has not joined the chat", async () => {
    const { dilnoza, madina } = play()
    await Promise.all([enters(madina), enters(dilnoza)])
    await workshopOf(container()).createStaffMembers({
      telegram_id: String(JASUR),
      role: "courier",
      name: "Jasur Toshev",
    })
    const inHours = (hours: number) => tellOfAbsent(container(), new Date(Date.now() + hours * 3_600_000))
    await inHours(0)
    await Promise.all([inHours(2), inHours(2)])
    const told = words(await madina.sees(label("staff.absent")))
    expect(told).toContain(`Jasur Toshev: ${label("staff.lacks_start")}`)
    expect(told).not.toContain("Dilnoza")

    await enters(play().jasur)
    await inHours(2)
    await madina.sees(
      pattern`Jasur Toshev: ${saying("staff.lacks_chat", { purpose: label("staff.purpose_couriers") })}`,
    )
    await inHours(3)
    await outboxIsEmpty(container())
    const all = (await madina.messages()).filter((message) =>
      words(message).startsWith(label("staff.absent")),
    )
    expect(all).toHaveLength(2)
    await madina.sends("/staff")
    await madina.taps(/⚠️ Jasur/)
    await madina.sees(pattern`Jasur[^]*⚠️ ${saying("staff.lacks_chat")}`)
  })

  it("changes roles and dismisses people together with their cards", async () => {
    const { aziza, dilnoza, madina } = play()
    await Promise.all([enters(madina), enters(aziza), enters(dilnoza)])
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    const details = await dilnoza.sees(RECIPIENT.name)
    // A page of newer cards, so that this card is on the second page of the update.
    await outboxOf(container()).createMessages(
      Array.from({ length: 200 }, (_, at) => ({
        key: `card:newer${at}:work:another`,
        chat_id: String(DILNOZA),
        kind: "card" as const,
        state: "sent" as const,
        message_id: String(1_000_000 + at),
      })),
    )

    await madina.sends("/staff")
    await madina.taps(/Dilnoza/)
    await madina.sees(pattern`Dilnoza[^]*· ${saying("staff.state_active")}`)
    await madina.taps(saying("staff.deactivate"))
    await madina.sees(pattern`Dilnoza[^]*${saying("staff.state_inactive")}`)
    await eventually(async () => {
      await sweepMembers(container(), new Date(Date.now() + 60_000))
      const now = (await dilnoza.messages()).find(({ message_id }) => message_id === details.message_id)
      return !words(now).includes(RECIPIENT.name) && labels(now).length === 0
    })
    const late = await dilnoza.forges(`action:mark_ready:${order.assignmentId}`, {
      message_id: details.message_id,
    })
    expect(late).toMatchObject({ show_alert: true, text: expect.stringContaining(label("errors.not_staff")) })
    await offers(dilnoza, (commands) => !commands.includes("work"))

    // Old cards are deleted at night.
    const knex = container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex.raw(
      "update outbox_message set created_at = now() - interval '401 days' where key like 'card:newer%'",
    )
    await outboxOf(container()).forgetCards(400)
    const cards = await outboxOf(container()).listMessages({ kind: "card", chat_id: String(DILNOZA) })
    expect(cards).toMatchObject([{ order_id: order.orderId }])

    await madina.taps(saying("staff.activate"))
    await madina.sees(pattern`Dilnoza[^]*· ${saying("staff.state_active")}`)
    await madina.taps(saying("staff.make_role", { role: saying("staff.role_courier") }))
    await madina.sees(pattern`Dilnoza[^]*${saying("staff.role_courier")}`)
    expect((await memberWith(DILNOZA))?.role).toBe("courier")

    // The last owner cannot be dismissed.
    await madina.taps(saying("common.back"))
    await madina.sees(label("staff.title"))
    await madina.taps(/Madina/)
    await madina.sees(pattern`Madina[^]*${saying("staff.role_owner")} · ${saying("staff.state_active")}`)
    const refused = await madina.taps(saying("staff.deactivate"))
    expect(refused).toMatchObject({
      show_alert: true,
      text: expect.stringContaining(label("errors.last_owner")),
    })
    expect((await memberWith(MADINA))?.role).toBe("owner")
  })

  it("allows only owners", async () => {
    const { aziza, dilnoza, madina } = play()
    await Promise.all([enters(aziza), enters(dilnoza), enters(madina)])
    const marina = (await workshopOf(container()).listStaffMembers({ name: "Marina Kim" }))[0]
    for (const person of [aziza, dilnoza]) {
      await person.sends("/staff")
      await person.sees(label("staff.only_owner"))
      for (const data of [
        "staff",
        "invite",
        "mkinvite:owner",
        `active:${marina.id}:0`,
        `role:${marina.id}:owner`,
        `bind:florists:${FLORISTS}`,
        `unbind:${FLORISTS}`,
      ]) {
        expect(await forge(person, data)).toMatchObject({ show_alert: true })
      }
    }
    for (const data of [
      "mkinvite:king",
      "role:nobody:owner",
      "member:' or 1=1",
      "bind:kitchen:-100",
      "bind:florists:1001",
      "bind:florists:-999",
    ]) {
      expect((await forge(madina, data)).answered).toBe(true)
    }
    const members = await workshopOf(container()).listStaffMembers({ role: "owner" })
    expect(members).toHaveLength(1)
    expect(await workshopOf(container()).listStaffInvites({})).toHaveLength(0)
    expect(await telegramOf(container()).listChats({})).toHaveLength(0)
  })

  it("binds a group from within the group, and a channel after the owner confirms", async () => {
    const { telegram, aziza, jasur, dilnoza, madina } = play()
    await Promise.all([enters(aziza), enters(jasur), enters(madina), enters(dilnoza)])
    const group = await telegram.newChat({
      type: "supergroup",
      title: "Курьеры <2>",
      members: [MADINA, JASUR],
      admins: [MADINA],
      bot: true,
    })
    const channel = await telegram.newChat({
      type: "channel",
      title: "Флористы 2",
      members: [MADINA, DILNOZA],
      admins: [MADINA],
      bot: true,
    })

    await jasur.sends("/bind couriers", { in: group.id })
    await madina.sends("/where", { in: group.id })
    await madina.sees(String(group.id), { in: group.id })
    expect((await chatFor("couriers"))?.chat_id).not.toBe(String(group.id))
    await madina.sends("/bind kitchen", { in: group.id })
    await madina.sees(saying("staff.bind_how"), { in: group.id })
    await madina.sends("/bind couriers", { in: group.id })
    await madina.sees(saying("staff.bound_couriers"), { in: group.id })
    // The bot binds a chat after its message has reached the chat.
    await eventually(async () => Boolean((await chatFor("couriers"))?.is_bound))
    expect(await chatFor("couriers")).toMatchObject({
      chat_id: String(group.id),
      title: "Курьеры <2>",
      language: "ru",
    })

    // An open order gets its card as soon as the channel is bound.
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    await madina.sends("/bind florists", { in: channel.id })
    await madina.sees(pattern`«Флористы 2»[^]*${saying("staff.purpose_florists")}`)
    const question = (await madina.screen())?.message_id ?? 0
    await madina.taps(pattern`^${saying("common.yes")}$`)
    await madina.sees(label("staff.bind_done"))
    const duplicate = await madina.forges(`bind:florists:${channel.id}`, { message_id: question })
    expect(duplicate.text).toBeUndefined()
    await dilnoza.sees(saying("staff.bound_florists"), { in: channel.id })
    await dilnoza.taps(saying("workshop.do_accept"), { in: channel.id })
    await dilnoza.sees(saying("workshop.card_accepted", { number: order.number }), { in: channel.id })
    await dilnoza.sees(saying("workshop.card_accepted", { number: order.number }), { in: FLORISTS })

    await madina.sends("/unbind", { in: group.id })
    await madina.sees(saying("staff.unbound"), { in: group.id })
    expect((await chatFor("couriers"))?.chat_id).not.toBe(String(group.id))
  })

  it("follows a group that becomes a supergroup", async () => {
    const { madina } = play()
    await enters(madina)
    await telegramOf(container()).createChats({ purpose: "couriers", chat_id: "-4001" })
    await runningBot()?.accept({
      update_id: 900_000_001,
      message: {
        message_id: 1,
        date: 1,
        chat: { id: -4001, type: "group", title: "Couriers" },
        from: { id: MADINA, is_bot: false, first_name: "Madina" },
        migrate_to_chat_id: -1004001,
      },
    })
    await eventually(async () => (await chatFor("couriers"))?.chat_id === "-1004001")
  })

  it("shows each person their own work", async () => {
    const { aziza, dilnoza, bobur, madina } = play()
    await Promise.all([enters(aziza), enters(dilnoza, "uz"), enters(bobur), enters(madina)])
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.sends("/orders")
    await dilnoza.sees(saying("workshop.list_offered", { count: 1 }, "uz"))
    await dilnoza.taps(new RegExp(`№${order.number} `))
    const offered = await dilnoza.sees(saying("workshop.card_offered", {}, "uz"))
    expect(words(offered)).not.toContain(RECIPIENT.name)
    expect(labels(offered)).toEqual(expect.arrayContaining(["✅ Olaman", "Ololmayman"]))
    await dilnoza.taps(saying("workshop.do_accept", {}, "uz"))
    await dilnoza.sees(RECIPIENT.name)
    await dilnoza.sends("/work")
    await dilnoza.sees(saying("workshop.list_mine", { count: 1 }, "uz"))

    await bobur.sends("/orders")
    await bobur.sees(saying("workshop.list_empty"))
    expect(await bobur.buttons()).toContain(label("workshop.my_purchases"))
    await madina.sends("/orders")
    await madina.sees(saying("workshop.list_accepted", { count: 1 }))
    await aziza.sends("/orders")
    await aziza.seesNot(saying("workshop.list_title"))
  })
})
