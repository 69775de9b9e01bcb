import { shopSuite } from "../support/shop-suite"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { updateStaffMemberWorkflow } from "../../src/workflows/staff/update-staff-member"
import { createAdmin } from "../support/admin"

const ROUTE = "/admin/layouts/sidebar/configuration"
const ENTRY = "core:nav:/payments"

shopSuite({
  testSuite: ({ api, getContainer }) => {
    it("shows Payments in the admin's sidebar only to roles that may open it", async () => {
      const owner = await createAdmin(getContainer(), "owner@example.uz")
      const other = await createAdmin(getContainer(), "other@example.uz", "florist")
      const layout = async (who: typeof owner) => (await api.get(ROUTE, who.options)).data
      expect(await layout(owner)).toMatchObject({ personal_configuration: null, default_configuration: null })
      const hidden = { configuration: { widgets: { [ENTRY]: { hidden: true } } } }
      expect(await layout(other)).toMatchObject({
        personal_configuration: null,
        default_configuration: hidden,
        active_scope: "default",
      })

      const moved = { widgets: { "core:nav:/orders": { order: 3 }, [ENTRY]: { hidden: true, order: 1 } } }
      const { status, data } = await api.post(ROUTE, { configuration: moved }, other.options)
      expect([status, data]).toMatchObject([200, { personal_configuration: hidden }])
      expect((await layout(other)).personal_configuration.configuration.widgets).toMatchObject({
        "core:nav:/orders": { order: 3 },
        "core:nav:/customers": { hidden: true },
        [ENTRY]: { hidden: true },
      })

      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      const [member] = await workshop.listStaffMembers({ user_id: other.user.id })
      await updateStaffMemberWorkflow(getContainer()).run({
        input: { id: member.id, role: "manager", actor: { type: "system" } },
      })
      expect((await layout(other)).personal_configuration.configuration).toEqual({
        widgets: { "core:nav:/orders": { order: 3 } },
      })

      await updateStaffMemberWorkflow(getContainer()).run({
        input: { id: member.id, role: "florist", actor: { type: "system" } },
      })
      const forAll = await api.post(ROUTE, { configuration: moved, is_default: true }, other.options)
      expect([forAll.status, forAll.data.code]).toEqual([403, "not_allowed"])
    })
  },
})
