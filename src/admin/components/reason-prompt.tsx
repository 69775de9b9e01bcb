import { Button, Label, Prompt, Textarea } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useTexts } from "../lib/texts"

type ReasonPromptProps = {
  title: string
  /** Consequence of the action; by default a warning that the shopper may see the reason. */
  hint?: string
  label?: string
  open: boolean
  busy: boolean
  onReason: (reason: string) => void
  onClose: () => void
}

/**
 * Asks for the reason of an action that affects the shopper. The shopper may see the reason, so it is
 * required.
 */
export function ReasonPrompt({ title, hint, label, open, busy, onReason, onClose }: ReasonPromptProps) {
  const { t } = useTexts()
  const [reason, setReason] = useState("")
  useEffect(() => {
    if (open) {
      setReason("")
    }
  }, [open])
  return (
    <Prompt open={open} onOpenChange={(next) => !next && onClose()}>
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{title}</Prompt.Title>
          <Prompt.Description>{hint ?? t("reason.hint")}</Prompt.Description>
        </Prompt.Header>
        <div className="flex flex-col gap-y-2 px-6 pt-4">
          <Label htmlFor="guldasta-reason">{label ?? t("reason.label")}</Label>
          <Textarea
            id="guldasta-reason"
            maxLength={500}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <Prompt.Footer>
          <Prompt.Cancel>{t("reason.cancel")}</Prompt.Cancel>
          <Button
            size="small"
            variant="danger"
            disabled={!reason.trim()}
            isLoading={busy}
            onClick={() => onReason(reason.trim())}
          >
            {title}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
