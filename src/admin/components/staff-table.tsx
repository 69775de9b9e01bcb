import { Select, StatusBadge, Table, toast } from "@medusajs/ui"
import { useMay } from "../hooks/use-access"
import { useUpdateStaffMember, type StaffChange } from "../hooks/use-staff"
import { useTexts } from "../lib/texts"
import { ROLES, type Role, type StaffMember } from "../lib/types"
import { MayButton } from "./access"
import { AdminUserSelect } from "./admin-user-select"
import { DataTable } from "./data-table"

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
  return (
    <DataTable
      empty={t("staff.empty")}
      heads={[
        t("staff.name"),
        t("staff.role"),
        t("staff.telegram_id"),
        t("staff.admin_user"),
        t("workshop.state"),
        "",
      ]}
      rows={staff.map((member) => (
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
              {t(member.active ? "staff.active" : "staff.former")}
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
              {t(member.active ? "staff.dismiss" : "staff.reinstate")}
            </MayButton>
          </Table.Cell>
        </Table.Row>
      ))}
    />
  )
}
