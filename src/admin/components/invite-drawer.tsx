import { Button, Code, Copy, Drawer, Input, Label, Select, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useMay } from "../hooks/use-access"
import { useCreateInvite } from "../hooks/use-staff"
import { useTexts } from "../lib/texts"
import { ROLES, type Invite, type Role } from "../lib/types"
import { MayButton } from "./access"

const INVITE = "POST /admin/staff/invites"

function InviteLink({ invite }: { invite: Invite }) {
  const { t } = useTexts()
  const link = invite.link ?? `staff_${invite.token}`
  return (
    <div className="flex flex-col gap-y-2">
      <Text size="small" weight="plus">
        {t(invite.link ? "staff.invite_link" : "staff.invite_token")}
      </Text>
      <div className="flex items-center gap-x-2">
        <Code className="break-all" data-testid="invite-link">
          {link}
        </Code>
        <Copy content={link} />
      </div>
    </div>
  )
}

/** Creates a one-time invite link for a new staff member. */
export function InviteDrawer() {
  const { t, errorText } = useTexts()
  const [role, setRole] = useState<Role>("florist")
  const [name, setName] = useState("")
  const invite = useCreateInvite()
  const mayInvite = useMay(INVITE)
  const create = () =>
    invite.mutate({ role, name: name.trim() || null }, { onError: (error) => toast.error(errorText(error)) })
  const begin = (open: boolean) => {
    if (open) {
      invite.reset()
      setName("")
    }
  }
  if (!mayInvite) {
    return (
      <MayButton route={INVITE} size="small">
        {t("staff.invite")}
      </MayButton>
    )
  }
  return (
    <Drawer onOpenChange={begin}>
      <Drawer.Trigger asChild>
        <Button size="small" className="shrink-0">
          {t("staff.invite")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("staff.invite_title")}</Drawer.Title>
          <Drawer.Description>{t("staff.invite_hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4">
          <div className="flex flex-col gap-y-1">
            <Label htmlFor="guldasta-invite-role">{t("staff.role")}</Label>
            <Select value={role} onValueChange={(value) => setRole(value as Role)}>
              <Select.Trigger id="guldasta-invite-role">
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {ROLES.map((one) => (
                  <Select.Item key={one} value={one}>
                    {t(`role.${one}`)}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          </div>
          <div className="flex flex-col gap-y-1">
            <Label htmlFor="guldasta-invite-name">{t("staff.invite_name")}</Label>
            <Input
              id="guldasta-invite-name"
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          {invite.data && <InviteLink invite={invite.data.invite} />}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={invite.isPending} onClick={create}>
            {t("staff.invite_create")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
