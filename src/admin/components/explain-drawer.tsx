import { Button, Drawer, Textarea, toast } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useExplain } from "../hooks/use-stock"
import { formatChange, formatMoment } from "../lib/format"
import { EXPLAINED_KINDS, LOSS_REASONS, titleOf, type ExplainedKind, type Movement } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { Fact } from "./fact"
import { FormField, SelectField } from "./form-field"
import { useActorText } from "./movement-table"

/** Asks why the stock changed, when the ledger could not know it. */
export function ExplainDrawer({
  movement,
  onClose,
}: {
  movement: Movement | undefined
  onClose: () => void
}) {
  const { t, language, errorText } = useTexts()
  const actorText = useActorText()
  const [kind, setKind] = useState<ExplainedKind>("correction")
  const [reason, setReason] = useState<string>("")
  const [note, setNote] = useState("")
  const explain = useExplain()
  const id = movement?.id
  useEffect(() => {
    setKind("correction")
    setReason("")
    setNote("")
  }, [id])
  const save = () =>
    id &&
    explain.mutate(
      { id, kind, reason: kind === "loss" ? reason : null, note: note.trim() || null },
      {
        onSuccess: () => {
          toast.success(t("stock.explained"))
          onClose()
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  return (
    <Drawer open={movement !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("stock.explain")}</Drawer.Title>
          <Drawer.Description>{t("stock.explain_hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {movement && (
            <div>
              <Fact name={t("stock.item")}>{titleOf(movement)}</Fact>
              <Fact name={t("stock.change")}>{formatChange(movement.quantity, language)}</Fact>
              <Fact name={t("stock.who")}>{actorText(movement)}</Fact>
              <Fact name={t("messages.when")}>{formatMoment(movement.created_at, language)}</Fact>
            </div>
          )}
          <SelectField
            id="guldasta-explain-kind"
            label={t("stock.why")}
            value={kind}
            options={EXPLAINED_KINDS.map((value) => ({ value, text: t(`stock.kind.${value}`) }))}
            onChange={setKind}
          />
          {kind === "loss" && (
            <SelectField
              id="guldasta-explain-reason"
              label={t("reason.label")}
              value={reason}
              options={LOSS_REASONS.map((value) => ({
                value: String(value),
                text: t(`stock.reason.${value}`),
              }))}
              onChange={setReason}
            />
          )}
          <FormField id="guldasta-explain-note" label={t("stock.note")}>
            <Textarea
              id="guldasta-explain-note"
              rows={3}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </FormField>
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            isLoading={explain.isPending}
            disabled={kind === "loss" && !reason}
            onClick={save}
          >
            {t("delivery.save")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
