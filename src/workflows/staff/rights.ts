import type { StaffMemberRecord } from "../../modules/workshop/types"

/** What the audit trail keeps of a staff member. */
export const rightsOf = ({ name, role, active, user_id, telegram_id }: StaffMemberRecord) => ({
  name,
  role,
  active,
  user_id,
  telegram_id,
})
