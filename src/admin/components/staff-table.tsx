import { Select, StatusBadge, Table, Text, toast } from "@medusajs/ui"
import { useMay } from "../hooks/use-access"
import { useUpdateStaffMember, type StaffChange } from "../hooks/use-staff"
import { useTexts } from "../lib/texts"
import { ROLES, type Role, type StaffMember } from "../lib/types"
import { MayButton } from "./access"
import { AdminUserSelect } from "./admin-user-select"

const CHANGE = "POST /admin/staff/:id"

/** Table of staff: changes roles, deactivates and reactivates people. */
export function StaffTable({ staff }: { staff: StaffMember[] }) {
  const { t, errorText } = useTexts()
  const update = useUpdateStaffMember()
  const mayChange = useMay(CHANGE)
  const change = (input: StaffChange) =>
    update.mutate(input, {
      onSuccess: () => toast.success(t("staff.saved")),
      onError: (error) => toast.error(errorText(error)),
    })
  if (!staff.length) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
        {t("staff.empty")}
      </Text>
    )
  }
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("staff.name")}</Table.HeaderCell>
            <Table.HeaderCell>{t("staff.role")}</Table.HeaderCell>
            <Table.HeaderCell>{t("staff.telegram_id")}</Table.HeaderCell>
            <Table.HeaderCell>{t("staff.admin_user")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.state")}</Table.HeaderCell>
            <Table.HeaderCell />
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {staff.map((member) => (
            <Table.Row key={member.id}>
              <Table.Cell>{member.name}</Table.Cell>
              <Table.Cell>
                <Select
                  size="small"
                  value={member.role}
                  disabled={!mayChange || !member.active || update.isPending}
                  onValueChange={(role) => change({ id: member.id, role: role as Role })}
                >
                  <Select.Trigger className="w-36" aria-label={`${t("staff.role")}: ${member.name}`}>
                    <Select.Value />
                  </Select.Trigger>
                  <Select.Content>
                    {ROLES.map((role) => (
                      <Select.Item key={role} value={role}>
                        {t(`role.${role}`)}
                      </Select.Item>
                    ))}
                  </Select.Content>
                </Select>
              </Table.Cell>
              <Table.Cell>{member.telegram_id}</Table.Cell>
              <Table.Cell>
                <AdminUserSelect
                  member={member}
                  disabled={!mayChange || !member.active || update.isPending}
                  onChange={(user_id) => change({ id: member.id, user_id })}
                />
              </Table.Cell>
              <Table.Cell>
                <StatusBadge color={member.active ? "green" : "grey"}>
                  {t(member.active ? "staff.active" : "staff.left")}
                </StatusBadge>
              </Table.Cell>
              <Table.Cell className="text-right">
                <MayButton
                  route={CHANGE}
                  size="small"
                  variant="transparent"
                  disabled={update.isPending}
                  onClick={() => change({ id: member.id, active: !member.active })}
                >
                  {t(member.active ? "staff.let_go" : "staff.take_back")}
                </MayButton>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}
