import checkShopChats from "../../src/jobs/check-chats"
import { assignmentWorkflows } from "../../src/workflows/assignment"
import { createAdmin } from "../support/admin"
import { label, pattern, saying } from "../support/labels"
import { withOptions } from "../support/limits"
import { ADMINS, AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, MADINA } from "./support"
import { enters, eventually, outboxIsEmpty, PHOTO, placeOrder, telegramOf, words } from "./workshop-support"

jest.setTimeout(240_000)

/** No chat of the sandbox has this id. */
const NOWHERE = "-1009999999999"

botSuite("the shop's chats", ({ telegram: connect, container, api }) => {
  const play = async () => {
    const telegram = connect()
    const [aziza, dilnoza, bobur, madina] = [AZIZA, DILNOZA, BOBUR, MADINA].map((id) => telegram.person(id))
    await Promise.all([enters(aziza), enters(dilnoza), enters(bobur), enters(madina)])
    return { telegram, aziza, dilnoza, bobur, madina }
  }

  const chatFor = (purpose: "florists" | "couriers" | "admin") => telegramOf(container()).chatFor(purpose)

  /** Waits for the bot's message and for the binding, which follows the message. */
  const seesBound = async (
    owner: ReturnType<ReturnType<typeof connect>["person"]>,
    purpose: "florists" | "couriers" | "admin",
    chat: number,
  ) => {
    const message = await owner.sees(saying(`staff.bound_${purpose}`), { in: chat })
    await eventually(async () => Boolean((await chatFor(purpose))?.chat_id.startsWith(String(chat))))
    return message
  }

  const groupOf = (
    telegram: ReturnType<typeof connect>,
    more: { type: "group" | "supergroup"; forum?: boolean },
  ) =>
    telegram.newChat({
      title: "Мастерская",
      members: [MADINA, DILNOZA, BOBUR],
      admins: [MADINA],
      bot: true,
      ...more,
    })

  /** The messages of a chat that match, as a member of the chat sees them. */
  const shownIn = async (chat: number, what: RegExp, person = MADINA) =>
    (
      await connect()
        .person(person)
        .messages(chat === person ? {} : { in: chat })
    ).filter((message) => what.test(words(message)))

  const take = (action: "accept" | "mark_ready", assignment_id: string) =>
    assignmentWorkflows[action](container()).run({
      input: { assignment_id, actor: { type: "staff", telegram_id: String(DILNOZA) } },
    })
  const makeReady = async (assignmentId: string) => {
    await take("accept", assignmentId)
    await take("mark_ready", assignmentId)
  }

  /** Names other chats in the configuration until the end of the test. */
  const configured = async (chats: Record<string, string>, act: () => Promise<void>) => {
    const service = telegramOf(container())
    const before = { ...service["configuredChats"] }
    Object.assign(service["configuredChats"], chats)
    try {
      await act()
    } finally {
      Object.assign(service["configuredChats"], before)
    }
  }

  describe("a group that becomes a supergroup", () => {
    it("keeps its binding, and gets the failed message and the open cards, when Telegram refuses a message", async () => {
      const { telegram, dilnoza, madina } = await play()
      const group = await groupOf(telegram, { type: "group" })
      await madina.sends("/bind florists", { in: group.id })
      await seesBound(madina, "florists", group.id)
      const first = await placeOrder(container(), AZIZA)
      await dilnoza.sees(saying("workshop.card_offered", { number: first.number }), { in: group.id })
      await outboxIsEmpty(container())

      const supergroup = await telegram.migrates(group.id, { by: MADINA, untold: true })
      const second = await placeOrder(container(), AZIZA)
      for (const { number } of [second, first]) {
        await dilnoza.sees(saying("workshop.card_offered", { number }), { in: supergroup.id, anyTime: true })
      }
      expect(await chatFor("florists")).toMatchObject({ chat_id: String(supergroup.id), title: "Мастерская" })
      await dilnoza.taps(saying("workshop.do_accept"), { in: supergroup.id })
      await dilnoza.sees(saying("workshop.card_accepted", { florist: "Dilnoza" }), { in: supergroup.id })
      await outboxIsEmpty(container())
      expect(await shownIn(supergroup.id, /№/)).toHaveLength(2)
    })

    it("is followed by its service messages, also when the configuration names it", async () => {
      const { telegram, bobur } = await play()
      const group = await groupOf(telegram, { type: "group" })
      await configured({ couriers: String(group.id) }, async () => {
        const order = await placeOrder(container(), AZIZA)
        await makeReady(order.assignmentId)
        await bobur.sees(saying("workshop.courier_card_free", { number: order.number }), { in: group.id })
        await outboxIsEmpty(container())

        const supergroup = await telegram.migrates(group.id, { by: MADINA })
        await bobur.sees(saying("workshop.courier_card_free", { number: order.number }), {
          in: supergroup.id,
          anyTime: true,
        })
        expect(await chatFor("couriers")).toMatchObject({ chat_id: String(supergroup.id), is_bound: false })
        await bobur.taps(saying("workshop.do_take_delivery"), { in: supergroup.id })
        await bobur.sees(saying("workshop.work_taken"))
        await outboxIsEmpty(container())
        expect(await shownIn(supergroup.id, /№/, BOBUR)).toHaveLength(1)
      })
    })
  })

  describe("a chat that the bot cannot reach", () => {
    it("is reported once, when the configuration names it, and is shown in the admin", async () => {
      const { madina } = await play()
      const { options } = await createAdmin(container())
      const couriers = async () => {
        const { data } = await api.get("/admin/telegram-chats", options)
        return data.telegram_chats.find(({ purpose }: { purpose: string }) => purpose === "couriers")
      }
      await configured({ couriers: NOWHERE }, async () => {
        await checkShopChats(container())
        await madina.sees(saying("notices.admin_chat_closed_couriers"), { in: ADMINS, anyTime: true })
        await checkShopChats(container())
        const order = await placeOrder(container(), AZIZA)
        await makeReady(order.assignmentId)
        await outboxIsEmpty(container())
        await checkShopChats(container())
        await outboxIsEmpty(container())
        expect(await shownIn(ADMINS, saying("notices.admin_chat_closed_couriers"))).toHaveLength(1)
        expect(await couriers()).toMatchObject({ chat_id: NOWHERE, problem: "Bad Request: chat not found" })
      })
      expect(await couriers()).toMatchObject({ chat_id: String(COURIERS), problem: null })
    })

    it("gets the cards of the waiting orders when the bot is added again", async () => {
      const { telegram, bobur, madina } = await play()
      await telegram.setsBot(COURIERS, { by: MADINA, member: false })
      try {
        await eventually(async () => Boolean((await chatFor("couriers"))?.problem))
        const order = await placeOrder(container(), AZIZA)
        await makeReady(order.assignmentId)
        await madina.sees(saying("notices.admin_chat_closed_couriers"), { in: ADMINS, anyTime: true })
        await outboxIsEmpty(container())
        await telegram.setsBot(COURIERS, { by: MADINA, member: true })
        await bobur.sees(saying("workshop.courier_card_free", { number: order.number }), {
          in: COURIERS,
          anyTime: true,
        })
        expect(await chatFor("couriers")).toMatchObject({ problem: null })
      } finally {
        await telegram.setsBot(COURIERS, { by: MADINA, member: true })
      }
    })

    it("is the admin chat: the owner gets its messages in private", async () => {
      const { madina } = await play()
      await configured({ admin: NOWHERE }, async () => {
        await checkShopChats(container())
        await madina.sees(saying("notices.admin_chat_closed_admin"))
        const order = await placeOrder(container(), AZIZA)
        await madina.sees(saying("notices.admin_new", { number: order.number }))
      })
    })
  })

  describe("a topic of a forum", () => {
    it("is bound with /bind: cards, edits, questions and answers stay in it", async () => {
      const { telegram, aziza, dilnoza, madina } = await play()
      const forum = await groupOf(telegram, { type: "supergroup", forum: true })
      const orders = await telegram.newTopic(forum.id, { by: MADINA, name: "Заказы" })
      const desk = await telegram.newTopic(forum.id, { by: MADINA, name: "Вопросы" })
      await madina.sends("/bind florists", { in: forum.id, message_thread_id: orders })
      const bound = await seesBound(madina, "florists", forum.id)
      expect(bound.message_thread_id).toBe(orders)
      await madina.sends("/bind admin", { in: forum.id, message_thread_id: desk })
      await seesBound(madina, "admin", forum.id)
      expect(await chatFor("florists")).toMatchObject({
        chat_id: `${forum.id}/${orders}`,
        title: "Мастерская · Заказы",
      })
      await madina.sends("/where", { in: forum.id, message_thread_id: desk })
      await madina.sees(`${forum.id}/${desk}`, { in: forum.id })

      const order = await placeOrder(container(), AZIZA)
      const card = await dilnoza.sees(saying("workshop.card_offered"), { in: forum.id })
      expect(card.message_thread_id).toBe(orders)
      const notice = await madina.sees(saying("notices.admin_new"), { in: forum.id })
      expect(notice.message_thread_id).toBe(desk)
      await dilnoza.taps(saying("workshop.do_accept"), { in: forum.id })
      const taken = await dilnoza.sees(saying("workshop.card_accepted", { number: order.number }), {
        in: forum.id,
      })
      expect(taken.message_id).toBe(card.message_id)

      await aziza.sends("/help")
      await aziza.taps(saying("help.write"))
      await aziza.sees(saying("help.ask"))
      await aziza.sends("Есть ли пионы?")
      const question = await madina.sees(/пионы/, { in: forum.id, anyTime: true })
      expect(question.message_thread_id).toBe(desk)
      await madina.sends("Завтра", {
        in: forum.id,
        message_thread_id: desk,
        reply_to_message_id: question.message_id,
      })
      await aziza.sees(/Завтра/)
      const receipt = await madina.sees(saying("help.answered"), { in: forum.id })
      expect(receipt.message_thread_id).toBe(desk)

      await madina.sends("/unbind", { in: forum.id, message_thread_id: orders })
      await madina.sees(saying("staff.unbound"), { in: forum.id })
      expect(await chatFor("florists")).toMatchObject({ is_bound: false })
      expect(await chatFor("admin")).toMatchObject({ chat_id: `${forum.id}/${desk}` })
    })

    it("is General: while it is closed it is not bound, and a bound one gets its cards when it is reopened", async () => {
      const { telegram, bobur, madina } = await play()
      const forum = await groupOf(telegram, { type: "supergroup", forum: true })
      await telegram.setsTopic(forum.id, 1, "close", MADINA)
      await madina.sends("/bind couriers", { in: forum.id })
      await madina.sees(saying("errors.topic_closed"))
      expect(await chatFor("couriers")).toMatchObject({ is_bound: false })

      await telegram.setsTopic(forum.id, 1, "reopen", MADINA)
      await madina.sends("/bind couriers", { in: forum.id })
      await seesBound(madina, "couriers", forum.id)
      const early = await placeOrder(container(), AZIZA)
      await makeReady(early.assignmentId)
      await bobur.sees(saying("workshop.courier_card_free", { number: early.number }), {
        in: forum.id,
        anyTime: true,
      })
      await telegram.setsTopic(forum.id, 1, "close", MADINA)
      const order = await placeOrder(container(), AZIZA)
      await makeReady(order.assignmentId)
      await madina.sees(saying("notices.admin_chat_closed_couriers"), { in: ADMINS, anyTime: true })
      await outboxIsEmpty(container())
      // The bot can still edit its card there, which does not mean that it can write.
      await bobur.taps(saying("workshop.do_take_delivery"), { in: forum.id })
      await bobur.sees(saying("workshop.work_taken"))
      await outboxIsEmpty(container())
      expect((await chatFor("couriers"))?.problem).toMatch("TOPIC_CLOSED")
      expect(await shownIn(ADMINS, saying("notices.admin_chat_closed_couriers"))).toHaveLength(1)
      await telegram.setsTopic(forum.id, 1, "reopen", MADINA)
      await bobur.sees(saying("workshop.courier_card_free", { number: order.number }), {
        in: forum.id,
        anyTime: true,
      })
      expect(await chatFor("couriers")).toMatchObject({ problem: null })
    })
  })

  it("ask the owner in private before another chat takes over a bound purpose", async () => {
    const { telegram, madina } = await play()
    const first = await groupOf(telegram, { type: "supergroup" })
    const second = await telegram.newChat({
      type: "supergroup",
      title: "Новая мастерская",
      members: [MADINA],
      admins: [MADINA],
      bot: true,
    })
    await madina.sends("/bind florists", { in: first.id })
    await seesBound(madina, "florists", first.id)
    for (const answer of ["common.no", "common.yes"] as const) {
      await madina.sends("/bind florists", { in: second.id })
      await madina.sees(
        pattern`«Новая мастерская»[^]*${saying("staff.bind_replaces", { title: "Мастерская" })}`,
      )
      expect(await chatFor("florists")).toMatchObject({ chat_id: String(first.id) })
      await madina.taps(pattern`^${saying(answer)}$`)
    }
    await seesBound(madina, "florists", second.id)
    // The bound chat itself is not asked about.
    await madina.sends("/bind florists", { in: second.id })
    await outboxIsEmpty(container())
    expect(await shownIn(MADINA, saying("staff.bind_ask"))).toHaveLength(0)
  })

  it("are served by anonymous administrators, who get no account", async () => {
    const { telegram, aziza, madina } = await play()
    const group = await groupOf(telegram, { type: "supergroup" })
    await madina.sends("/bind florists", { in: group.id, anonymous: true })
    await madina.sees(pattern`«Мастерская»[^]*${saying("staff.purpose_florists")}`)
    await madina.taps(pattern`^${saying("common.yes")}$`)
    await madina.sees(label("staff.bind_done"))
    expect(await chatFor("florists")).toMatchObject({ chat_id: String(group.id) })

    await aziza.sends("/help")
    await aziza.taps(saying("help.write"))
    await aziza.sees(saying("help.ask"))
    await aziza.sends("Вы открыты?")
    const { message_id } = await madina.sees(/Вы открыты/, { in: ADMINS, anyTime: true })
    await madina.sends("До девяти", { in: ADMINS, reply_to_message_id: message_id, anonymous: true })
    await aziza.sees(/До девяти/)
    const bots = await telegramOf(container()).listAccounts({ first_name: "Group" })
    expect(bots).toEqual([])
  })

  it("are not bound when they refuse the bot's message, and the owner who confirmed gets messages as before", async () => {
    const { telegram, madina } = await play()
    const group = await groupOf(telegram, { type: "supergroup" })
    await madina.sends("/bind florists", { in: group.id, anonymous: true })
    await madina.sees(pattern`«Мастерская»[^]*${saying("staff.purpose_florists")}`)
    await telegram.fault({ method: "sendMessage", chat_id: group.id, kind: { type: "blocked" } })
    const refused = await madina.taps(pattern`^${saying("common.yes")}$`)
    expect(refused).toMatchObject({ show_alert: true, text: label("errors.cannot_post") })
    expect(await chatFor("florists")).not.toMatchObject({ chat_id: String(group.id) })
    const owner = await telegramOf(container()).findAccount(String(MADINA))
    expect(owner).toMatchObject({ blocked_at: null })
  })

  it("ask the owner only about chats that an owner or manager administers, and not without end", async () => {
    const { telegram, aziza, madina } = await play()
    const channel = (title: string, admin: number, username?: string) =>
      telegram.newChat({
        type: "channel",
        title,
        username,
        members: [AZIZA, MADINA],
        admins: [admin],
        bot: true,
      })
    const foreign = await channel("Чужой канал", AZIZA)
    const own = await channel("Наш канал", MADINA, "our_florists")
    const another = await channel("Ещё канал", MADINA)
    await withOptions(container(), { bindQuestionsPerHour: 1 }, async () => {
      await aziza.sends("/bind florists", { in: foreign.id })
      await madina.sends("/bind florists", { in: own.id })
      const question = await madina.sees(pattern`«Наш канал \(@our_florists\)»`)
      expect(words(question)).toMatch(saying("staff.purpose_florists"))
      expect(words(question)).toMatch(/: сейчас 3\./)
      expect(words(question)).toMatch(saying("staff.bind_replaces", { title: /[^»]+/ }))
      await madina.sends("/bind couriers", { in: another.id })
      await outboxIsEmpty(container())
      expect(await shownIn(MADINA, /Чужой канал/)).toEqual([])
      expect(await shownIn(MADINA, /Ещё канал/)).toEqual([])
    })
    expect((await chatFor("florists"))?.chat_id).not.toBe(String(foreign.id))
  })

  it("show a photo of an album once to the florist who sends the album as the photo of the bouquet", async () => {
    const { dilnoza } = await play()
    const order = await placeOrder(container(), AZIZA)
    await take("accept", order.assignmentId)
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.sees(saying("workshop.ask_photo"))
    await dilnoza.sendsAttachment("voice")
    await dilnoza.sees(saying("workshop.ask_photo_again"))
    await dilnoza.sendsAlbum([PHOTO, PHOTO, PHOTO])
    await dilnoza.sees(saying("workshop.done_mark_ready", { number: order.number }))
    await outboxIsEmpty(container())
    expect(await shownIn(DILNOZA, saying("common.unknown_message"), DILNOZA)).toEqual([])
  })

  it("mark an order as ready with a photo that the florist sent before the bot asked for it", async () => {
    const { dilnoza, aziza } = await play()
    const first = await placeOrder(container(), AZIZA)
    const second = await placeOrder(container(), AZIZA)
    await take("accept", first.assignmentId)
    await take("accept", second.assignmentId)
    await dilnoza.sendsPhoto(PHOTO)
    await dilnoza.sees(saying("workshop.ask_whose_photo"))
    const orders = (await dilnoza.buttons()).filter((button) => button.startsWith("💐"))
    expect(orders.map((button) => /№(\d+)/.exec(button)?.[1]).sort()).toEqual(
      [first.number, second.number].map(String).sort(),
    )
    await dilnoza.taps(pattern`💐 №${second.number}`)
    await dilnoza.sees(saying("workshop.done_mark_ready", { number: second.number }))
    const notice = await aziza.sees(saying("photo.ready", { number: second.number }))
    expect(notice.photo).toBeDefined()
  })
})
