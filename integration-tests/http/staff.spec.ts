import { shopSuite } from "../support/shop-suite"
import { errorCode } from "../../src/lib/errors"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { acceptInvite } from "../../src/workflows/staff/accept-invite"
import { createInviteWorkflow } from "../../src/workflows/staff/create-invite"
import { updateStaffMemberWorkflow } from "../../src/workflows/staff/update-staff-member"
import { createAdmin } from "../support/admin"
import { atOnce } from "../support/at-once"
import { hireStaff, staff, TELEGRAM_IDS, type Colleague } from "../support/workshop-view"

/** The result, or the error code of a refusal. */
async function codeOf<T>(answer: Promise<{ result: T }>): Promise<T | string> {
  try {
    return (await answer).result
  } catch (error) {
    return errorCode(error) ?? Promise.reject(error)
  }
}

shopSuite({
  testSuite: ({ getContainer, api }) => {
    let members: Record<Colleague, string>
    let admin: Awaited<ReturnType<typeof createAdmin>>
    const workshop = () => getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    beforeAll(async () => {
      members = await hireStaff(getContainer())
      admin = await createAdmin(getContainer())
    })

    const invite = async () => {
      const { result } = await createInviteWorkflow(getContainer()).run({
        input: { role: "florist", created_by: staff("owner") },
      })
      return result.token
    }
    const accept = (token: string, telegram_id: string) =>
      codeOf(
        acceptInvite(getContainer(), { token, telegram_id, name: "Lola", language: "uz" }).then((result) => ({
          result,
        })),
      )

    it("accepts an invite once, and stores only the token's hash", async () => {
      const token = await invite()
      expect(`staff_${token}`).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
      const [row] = await workshop().listStaffInvites({})
      expect(JSON.stringify(row)).not.toContain(token)
      expect(row.expires_at.getTime() - Date.now()).toBeGreaterThan(47.9 * 3_600_000)

      const taps = await Promise.all([accept(token, "2001"), accept(token, "2002")])
      expect(taps.filter((tap) => typeof tap === "object")).toHaveLength(1)
      expect(taps).toContain("invite_used")
      const lolas = await workshop().listStaffMembers({ name: "Lola" })
      expect(lolas).toEqual([expect.objectContaining({ role: "florist", active: true, language: "uz" })])
    })

    it("refuses an invalid, an expired and an unnecessary invite, and uses up none of them", async () => {
      expect(await accept("no-such-token", "2001")).toBe("invite_invalid")
      const token = await invite()
      expect(await accept(token, TELEGRAM_IDS.courier)).toBe("already_staff")
      const [row] = await workshop().listStaffInvites({})
      expect(row.used_at).toBeNull()
      await workshop().updateStaffInvites({ id: row.id, expires_at: new Date(Date.now() - 1000) })
      expect(await accept(token, "2001")).toBe("invite_expired")
    })

    it("lets only the owner invite and change staff", async () => {
      for (const who of ["manager", "florist", "courier", "accountant", "marketing"] as const) {
        const created = createInviteWorkflow(getContainer()).run({
          input: { role: "owner", created_by: staff(who) },
        })
        expect(await codeOf(created)).toBe("not_allowed")
        const changed = updateStaffMemberWorkflow(getContainer()).run({
          input: { id: members[who], role: "owner", actor: staff(who) },
        })
        expect(await codeOf(changed)).toBe("not_allowed")
      }
    })

    it("keeps the last owner, also when two owners demote each other in parallel", async () => {
      const demote = (id: string) =>
        codeOf(
          updateStaffMemberWorkflow(getContainer()).run({
            input: { id, role: "manager", actor: { type: "system" } },
          }),
        )
      expect(await demote(members.owner)).toBe("last_owner")
      const fire = updateStaffMemberWorkflow(getContainer()).run({
        input: { id: members.owner, active: false, actor: staff("owner") },
      })
      expect(await codeOf(fire)).toBe("last_owner")

      const second = await workshop().ensureOwner({ telegram_id: "3001", name: "Second" })
      // Otherwise the first one is refused as the last login.
      await workshop().updateStaffMembers({ id: second.id, user_id: "user_of_second" })
      const owners = "SELECT FROM workshop_staff_member WHERE role = 'owner'"
      const answers = await atOnce(getContainer(), owners, [
        () => demote(members.owner),
        () => demote(second.id),
      ])
      expect(answers).toContain("last_owner")
      expect(await workshop().listStaffMembers({ role: "owner", active: true })).toHaveLength(1)
    })

    it("makes the configured owner an owner once, also when they had another role", async () => {
      const made = await Promise.all(
        [1, 2, 3].map(() => workshop().ensureOwner({ telegram_id: "3001", name: "Owner" })),
      )
      expect(new Set(made.map(({ id }) => id)).size).toBe(1)
      await workshop().updateStaffMembers({ id: members.florist, active: false })
      expect(await workshop().ensureOwner({ telegram_id: TELEGRAM_IDS.florist, name: "x" })).toMatchObject({
        id: members.florist,
        role: "owner",
        active: true,
      })
    })

    it("hires a former member again by a new invite", async () => {
      await workshop().updateStaffMembers({ id: members.courier, active: false })
      const member = await accept(await invite(), TELEGRAM_IDS.courier)
      expect(member).toMatchObject({ id: members.courier, active: true, role: "florist" })
    })

    describe("over HTTP", () => {
      it("lists, hires, changes and invites", async () => {
        const list = await api.get("/admin/staff", admin.options)
        expect([list.status, list.data.count]).toEqual([200, 8])

        const hired = await api.post(
          "/admin/staff",
          { telegram_id: "5001", name: "Dilshod", role: "courier" },
          admin.options,
        )
        expect([hired.status, hired.data.staff_member.role]).toEqual([201, "courier"])
        const again = await api.post(
          "/admin/staff",
          { telegram_id: "5001", name: "Dilshod", role: "owner" },
          admin.options,
        )
        expect([again.status, again.data.code]).toEqual([400, "already_staff"])

        const path = `/admin/staff/${hired.data.staff_member.id}`
        const changed = await api.post(path, { role: "manager" }, admin.options)
        expect([changed.status, changed.data.staff_member.role]).toEqual([200, "manager"])
        expect((await api.get(path, admin.options)).data.staff_member.name).toBe("Dilshod")

        const invited = await api.post(
          "/admin/staff/invites",
          { role: "florist", name: "Lola" },
          admin.options,
        )
        expect(invited.status).toBe(201)
        expect(invited.data.invite).toMatchObject({ role: "florist", link: null })
        expect(await accept(invited.data.invite.token, "5002")).toMatchObject({
          name: "Lola",
          role: "florist",
        })

        const owner = await api.post(`/admin/staff/${members.owner}`, { active: false }, admin.options)
        expect([owner.status, owner.data.code]).toEqual([400, "last_owner"])
      })

      it("answers invalid requests clearly, and refuses strangers", async () => {
        const bad: [string, unknown, number][] = [
          ["/admin/staff", { telegram_id: "abc", name: "x", role: "florist" }, 400],
          ["/admin/staff", { telegram_id: "1", name: "x", role: "king" }, 400],
          ["/admin/staff", { telegram_id: "1", name: "", role: "florist", admin: true }, 400],
          ["/admin/staff/invites", { role: "king" }, 400],
          [`/admin/staff/${members.owner}`, { role: "king" }, 400],
          ["/admin/staff/nobody", { role: "florist" }, 404],
          ["/admin/telegram-chats", { purpose: "florists", chat_id: "'; drop table" }, 400],
          ["/admin/telegram-chats", { purpose: "party", chat_id: "1" }, 400],
        ]
        for (const [path, body, status] of bad) {
          expect([path, (await api.post(path, body, admin.options)).status]).toEqual([path, status])
        }
        expect((await api.get("/admin/staff/nobody", admin.options)).status).toBe(404)
        const stranger = { validateStatus: () => true }
        for (const path of ["/admin/staff", "/admin/telegram-chats", "/admin/assignments"]) {
          expect((await api.get(path, stranger)).status).toBe(401)
        }
        expect((await api.post("/admin/staff/invites", { role: "owner" }, stranger)).status).toBe(401)
      })

      it("binds the shop's chats", async () => {
        const bound = await api.post(
          "/admin/telegram-chats",
          { purpose: "florists", chat_id: "-1001234567890", title: "Florists" },
          admin.options,
        )
        expect(bound.status).toBe(200)
        const { data } = await api.get("/admin/telegram-chats", admin.options)
        expect(data.telegram_chats).toEqual([
          {
            purpose: "florists",
            chat_id: "-1001234567890",
            message_thread_id: null,
            title: "Florists",
            language: "ru",
            source: "bound",
            problem: null,
          },
          ...["couriers", "shop", "admin"].map((purpose) =>
            expect.objectContaining({ purpose, source: null }),
          ),
        ])
      })
    })
  },
})
