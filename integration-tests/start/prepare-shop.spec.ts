import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { removeUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { OUTBOX_MODULE } from "../../src/modules/outbox"
import type OutboxModuleService from "../../src/modules/outbox/service"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { optionsOf } from "../../src/workflows/settings"
import { tieOwnerLogin } from "../../src/workflows/staff/tie-owner-login"
import { refuseSandboxLeftovers } from "../../src/bot/runtime/run"
import { SANDBOX_BOT } from "../../src/lib/shop"
import { sandboxLeftovers } from "../../src/workflows/telegram/go-live"
import prepareShop from "../../packages/sample-shop/prepare-shop"
import { seedShop } from "../../packages/sample-shop/seed"
import { configurePayme } from "../payments/payme-support"
import { TEST_OWNER } from "../support/seed"

configurePayme()

shopSuite({
  testSuite: ({ getContainer }) => {
    it("gives the publishable key of the shop one sales channel, not that of the bot", async () => {
      const container = getContainer()
      const { default_sales_channel_id } = await seedShop(container, {
        ...TEST_OWNER,
        pictures: false,
        ownerId: "9001",
      })
      const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
        entity: "api_key",
        fields: ["type", "sales_channels.id"],
        filters: { type: "publishable" },
      })
      expect(data).toMatchObject([{ sales_channels: [{ id: default_sales_channel_id }] }])
    })

    it("hires the sandbox's people, and ends everything of the sandbox when the shop goes live", async () => {
      const container = getContainer()
      const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
      const outbox = container.resolve<OutboxModuleService>(OUTBOX_MODULE)
      const active = async () =>
        (await workshop.listStaffMembers({ active: true }, { order: { telegram_id: "ASC" } })).map(
          ({ telegram_id, role }) => `${telegram_id} ${role}`,
        )
      const options = optionsOf(container)
      const { token } = options
      const message = (key: string, chat_id: string) => ({ key, chat_id, wanted: "x", payload: {} })

      await prepareShop({ container, args: ["2001:florist:Dilnoza Rahimova", "9001:owner:Madina Yusupova"] })
      await seedShop(container, { ...TEST_OWNER, pictures: false, ownerId: "9001" })
      expect(await active()).toEqual(["2001 florist", "9001 owner"])
      const [{ user_id: login }] = await workshop.listStaffMembers({ telegram_id: "9001" })
      expect(login).toMatch(/^user_/)

      // In the sandbox the owner renames a florist, invites a new person and binds a chat; a real person is hired by id.
      const [florist] = await workshop.listStaffMembers({ telegram_id: "2001" })
      await workshop.updateStaffMembers({ id: florist.id, name: "Renamed", role: "owner" })
      await workshop.createStaffMembers([
        { telegram_id: "10001", role: "manager", name: "Invited in the sandbox" },
        { telegram_id: "504812345", role: "courier", name: "Real" },
      ])
      await workshop.createInvite({ role: "florist" })
      await telegram.createAccounts({ telegram_id: "10001", first_name: "Lola", session: { menu: "cart" } })
      await telegram.createAccounts({ telegram_id: "504812345", first_name: "Real" })
      await telegram.createChats([
        { purpose: "florists", chat_id: "-1001000000001" },
        { purpose: "couriers", chat_id: "-1002345678901" },
      ])
      await outbox.createMessages([
        message("sandbox person", "10001"),
        message("sandbox topic", "-1001000000001/7"),
        message("real", "504812345"),
      ])

      options.token = "504812345:AAreal-token-of-a-bot-000000000000"
      const exit = jest.spyOn(process, "exit").mockImplementation(() => undefined as never)
      try {
        expect(await sandboxLeftovers(container)).toMatch(
          /^The database still has 3 staff members, 2 accounts/,
        )
        await refuseSandboxLeftovers(container)
        expect(exit).toHaveBeenCalledWith(1)
        exit.mockClear()
        await prepareShop({ container, args: ["live"] })
        await refuseSandboxLeftovers(container)
        expect(exit).not.toHaveBeenCalled()
      } finally {
        exit.mockRestore()
        options.token = token
      }
      expect(await active()).toEqual(["504812345 courier"])
      expect(await workshop.listStaffInvites({ expires_at: { $gt: new Date() } })).toEqual([])
      expect((await telegram.listAccounts({})).map(({ telegram_id }) => telegram_id)).toEqual(["504812345"])
      expect((await telegram.listChats({})).map(({ purpose }) => purpose)).toEqual(["couriers"])
      expect((await outbox.listMessages({})).map(({ key }) => key)).toEqual(["real"])

      // The login goes to the real owner, and to nobody else afterwards.
      await tieOwnerLogin(container, { ownerId: "600700800", ownerEmail: TEST_OWNER.adminEmail })
      await tieOwnerLogin(container, { ownerId: "600700801", ownerEmail: TEST_OWNER.adminEmail })
      expect(await active()).toEqual(["504812345 courier", "600700800 owner"])
      expect((await workshop.listStaffMembers({ user_id: login }))[0].telegram_id).toBe("600700800")

      // A real invite survives a later run, and so does a person with one of Telegram's oldest ids.
      await workshop.createInvite({ role: "florist" })
      await telegram.createAccounts({ telegram_id: "12345", first_name: "Old" })
      await prepareShop({ container, args: ["live"] })
      expect(await workshop.listStaffInvites({ expires_at: { $gt: new Date() } })).toHaveLength(1)
      expect(await telegram.findAccount("12345")).toBeDefined()
      options.token = "504812345:AAreal-token-of-a-bot-000000000000"
      try {
        expect(await sandboxLeftovers(container)).toBeUndefined()
        // The sandbox runs again, and the next start with a real bot dismisses its people again.
        options.token = `${SANDBOX_BOT}:AAtoken-of-the-sandbox-00000000000000`
        expect(await sandboxLeftovers(container)).toBeUndefined()
        options.token = "504812345:AAreal-token-of-a-bot-000000000000"
        expect(await sandboxLeftovers(container)).toMatch(/1 accounts/)
        await prepareShop({ container, args: ["live"] })
        expect(await sandboxLeftovers(container)).toBeUndefined()
      } finally {
        options.token = token
      }
    })

    it("does not bring a deleted owner back", async () => {
      const container = getContainer()
      await seedShop(container, { ...TEST_OWNER, pictures: false })
      const users = container.resolve(Modules.USER)
      const [user] = await users.listUsers({ email: TEST_OWNER.adminEmail })
      await removeUserAccountWorkflow(container).run({ input: { userId: user.id } })
      await seedShop(container, { ...TEST_OWNER, pictures: false })
      expect(await users.listUsers({ email: TEST_OWNER.adminEmail })).toEqual([])
    })

    it("adds the payment providers that have keys to the region, and removes those whose keys are gone", async () => {
      const container = getContainer()
      const providers = async () => {
        const { data } = await container
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({ entity: "region", fields: ["payment_providers.id"] })
        const [region] = data as unknown as { payment_providers: { id: string }[] }[]
        return region.payment_providers.map(({ id }) => id).sort()
      }
      await prepareShop({ container, args: ["pays:pp_payme_payme", "stops:pp_click_click"] })
      expect(await providers()).toEqual(["pp_payme_payme", "pp_system_default"])
      await prepareShop({ container, args: ["pays:pp_payme_payme"] })
      expect(await providers()).toEqual(["pp_payme_payme", "pp_system_default"])
      await prepareShop({ container, args: ["stops:pp_payme_payme", "stops:pp_click_click"] })
      expect(await providers()).toEqual(["pp_system_default"])
    })
  },
})
