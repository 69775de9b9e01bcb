import type { StaffRole } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import { memberOf } from "../workshop/member"

/** The parts of the shop's menu and the roles that may use them, as the admin has them (src/api/admin-access.ts). */
const SECTIONS = {
  today: ["owner", "manager"],
  attention: ["owner", "manager"],
  team: ["owner"],
  photos: ["owner", "manager", "marketing"],
  closing: ["owner", "manager"],
} as const satisfies Record<string, readonly StaffRole[]>

export type Section = keyof typeof SECTIONS

export function mayUse({ role }: Pick<StaffMemberRecord, "role">, section: Section): boolean {
  return (SECTIONS[section] as readonly StaffRole[]).includes(role)
}

export const sectionsOf = (member: Pick<StaffMemberRecord, "role">): Section[] =>
  (Object.keys(SECTIONS) as Section[]).filter((section) => mayUse(member, section))

/** Answers why the sender may not do something: their role, or that they are no staff. */
export async function refuse(ctx: ShopContext, member: StaffMemberRecord | undefined): Promise<void> {
  const text = ctx.t.plain(member ? "owner.not_yours" : "errors.not_staff")
  await (ctx.callbackQuery ? ctx.answer(text, { alert: true }) : ctx.reply(text))
}

/** Runs a handler if the sender's role, as the database has it now, may use the section. Otherwise says why not. */
export function permitted(
  section: Section,
  handle: (ctx: ShopContext, values: Record<string, string>, member: StaffMemberRecord) => Promise<unknown>,
) {
  return async (ctx: ShopContext, values: Record<string, string>): Promise<unknown> => {
    const member = await memberOf(ctx)
    return member && mayUse(member, section) ? handle(ctx, values, member) : refuse(ctx, member)
  }
}
