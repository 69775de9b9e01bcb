import { Button, Drawer, Skeleton, toast } from "@medusajs/ui"
import { useState } from "react"
import { useDocument, useTakeBack } from "../hooks/use-stock"
import { formatMoment, formatWorth } from "../lib/format"
import type { WholeDocument } from "../lib/stock-types"
import { useTexts } from "../lib/texts"
import { MayButton } from "./access"
import { Fact } from "./fact"
import { Refusal } from "./list-page"
import { MovementTable, useActorText, useReasonText } from "./movement-table"
import { ReasonPrompt } from "./reason-prompt"

function Facts({ document }: { document: WholeDocument }) {
  const { t, language } = useTexts()
  const actorText = useActorText()
  const reasonText = useReasonText()
  const { supplier_name: supplier, reason, note, value } = document
  return (
    <div className="px-6">
      <Fact name={t("messages.when")}>{formatMoment(document.created_at, language)}</Fact>
      <Fact name={t("stock.who")}>{actorText(document)}</Fact>
      {supplier && <Fact name={t("stock.supplier")}>{supplier}</Fact>}
      {reason && <Fact name={t("reason.label")}>{reasonText(reason)}</Fact>}
      {note && <Fact name={t("stock.note")}>{note}</Fact>}
      {value !== undefined && <Fact name={t("stock.worth")}>{formatWorth(value, language)}</Fact>}
    </div>
  )
}

/** A document with its lines, and the button that takes it back. */
export function DocumentDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t, errorText } = useTexts()
  const { data, error } = useDocument(id)
  const [isAsking, setAsking] = useState(false)
  const back = useTakeBack()
  const document = data?.stock_document
  const isOpen =
    document && !document.is_taken_back && !/regrading|countermovement|assembly/.test(document.kind)
  const takeBack = (note: string) =>
    id &&
    back.mutate(
      { id, note },
      {
        onSuccess: () => {
          toast.success(t("stock.took_back"))
          onClose()
        },
        onError: (refusal) => toast.error(errorText(refusal)),
        onSettled: () => setAsking(false),
      },
    )
  return (
    <Drawer open={id !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{document ? t(`stock.kind.${document.kind}`) : t("stock.document")}</Drawer.Title>
          <Drawer.Description>{document?.is_taken_back ? t("stock.is_taken_back") : ""}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto px-0">
          {error && <Refusal error={error} />}
          {!document && !error && <Skeleton className="mx-6 h-40" />}
          {document && <Facts document={document} />}
          {document && (
            <MovementTable of="document" movements={document.movements} empty={t("stock.no_movements")} />
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("staff.close")}
            </Button>
          </Drawer.Close>
          {isOpen && (
            <MayButton
              route="POST /admin/stock-documents/:id/take-back"
              size="small"
              variant="danger"
              onClick={() => setAsking(true)}
            >
              {t("stock.take_back")}
            </MayButton>
          )}
        </Drawer.Footer>
        <ReasonPrompt
          title={t("stock.take_back")}
          hint={t("stock.take_back_hint")}
          label={t("reason.label")}
          open={isAsking}
          busy={back.isPending}
          onClose={() => setAsking(false)}
          onReason={takeBack}
        />
      </Drawer.Content>
    </Drawer>
  )
}
