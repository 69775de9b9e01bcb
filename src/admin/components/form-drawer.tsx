import { Button, Drawer } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTexts } from "../lib/texts"

type FormDrawerProps = {
  title: string
  hint: string
  open: boolean
  busy: boolean
  isRight: boolean
  onSave: () => void
  onClose: () => void
  children: ReactNode
}

/** A drawer with a form that is saved or closed. */
export function FormDrawer(props: FormDrawerProps) {
  const { t } = useTexts()
  const { title, hint, open, busy, isRight, onSave, onClose, children } = props
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.Description>{hint}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">{children}</Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={busy} disabled={!isRight} onClick={onSave}>
            {t("delivery.save")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
