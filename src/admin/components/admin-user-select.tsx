import { Select } from "@medusajs/ui"
import { useAdminUsers } from "../hooks/use-staff"
import { useTexts } from "../lib/texts"
import type { StaffMember } from "../lib/types"

/** The select component rejects an empty value. */
const NONE = "none"

/** Chooses the Medusa admin user that belongs to a staff member. The user gets the staff member's role. */
export function AdminUserSelect({
  member,
  disabled,
  onChange,
}: {
  member: StaffMember
  disabled: boolean
  onChange: (userId: string | null) => void
}) {
  const { t } = useTexts()
  const { data } = useAdminUsers()
  const isHidden = member.user_id !== null && !data?.users.some(({ id }) => id === member.user_id)
  return (
    <Select
      size="small"
      value={member.user_id ?? NONE}
      disabled={disabled}
      onValueChange={(id) => onChange(id === NONE ? null : id)}
    >
      <Select.Trigger className="w-48" aria-label={`${t("staff.admin_user")}: ${member.name}`}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={NONE}>{t("staff.no_admin_user")}</Select.Item>
        {isHidden && <Select.Item value={member.user_id ?? NONE}>{t("staff.some_admin_user")}</Select.Item>}
        {(data?.users ?? []).map(({ id, email }) => (
          <Select.Item key={id} value={id}>
            {email}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
