import { shopSuite } from "../support/shop-suite"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { createAdmin } from "../support/admin"

const ROUTE = "/admin/layouts/sidebar/configuration"
const ENTRY = "core:nav:/payments"

shopSuite({
  testSuite: ({ api, getContainer }) => {
    it("shows Payments in the admin's sidebar only to users with a money role", async () => {
      const [owner, other] = await Promise.all(
        ["owner@example.uz", "other@example.uz"].map((email) => createAdmin(getContainer(), email)),
      )
      const layout = async (who: typeof owner) => (await api.get(ROUTE, who.options)).data
      expect(await layout(other)).toMatchObject({ personal_configuration: null, default_configuration: null })

      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      await workshop.createStaffMembers({
        name: "Madina",
        role: "owner",
        telegram_id: "901",
        user_id: owner.user.id,
      })
      expect(await layout(owner)).toMatchObject({ default_configuration: null })
      const hidden = { configuration: { widgets: { [ENTRY]: { hidden: true } } } }
      expect(await layout(other)).toMatchObject({
        personal_configuration: null,
        default_configuration: hidden,
        active_scope: "default",
      })

      const moved = { widgets: { "core:nav:/orders": { order: 3 }, [ENTRY]: { hidden: true, order: 1 } } }
      const { status, data } = await api.post(ROUTE, { configuration: moved }, other.options)
      expect([status, data]).toMatchObject([200, { personal_configuration: hidden }])
      expect((await layout(other)).personal_configuration.configuration.widgets).toEqual({
        "core:nav:/orders": { order: 3 },
        [ENTRY]: { hidden: true },
      })

      await workshop.createStaffMembers({
        name: "Nodira",
        role: "accountant",
        telegram_id: "902",
        user_id: other.user.id,
      })
      expect((await layout(other)).personal_configuration.configuration).toEqual({
        widgets: { "core:nav:/orders": { order: 3 } },
      })
    })
  },
})
