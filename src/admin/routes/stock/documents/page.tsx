import { defineRouteConfig } from "@medusajs/admin-sdk"
import { useState } from "react"
import { PageFor } from "../../../components/access"
import { ChoiceFilter } from "../../../components/choice"
import { DocumentDrawer } from "../../../components/document-drawer"
import { DocumentTable } from "../../../components/document-table"
import { ListPage } from "../../../components/list-page"
import { NewDocumentDrawer } from "../../../components/new-document-drawer"
import { usePages } from "../../../hooks/use-pages"
import { useDocuments } from "../../../hooks/use-stock"
import { DOCUMENT_KINDS, type DocumentKind } from "../../../lib/stock-types"
import { useTexts } from "../../../lib/texts"

/** What people recorded: incoming flowers, losses, corrections and regradings. */
function Documents() {
  const { t } = useTexts()
  const [kind, setKind] = useState<DocumentKind>()
  const [open, setOpen] = useState<string>()
  const { page, setPage, first } = usePages()
  const listed = useDocuments({ kind, page })
  return (
    <>
      <ListPage
        title={t("stock.documents")}
        hint={t("stock.documents_hint")}
        actions={<NewDocumentDrawer />}
        filters={
          <div className="px-6 py-4">
            <ChoiceFilter
              id="guldasta-document-filter"
              label={t("stock.document")}
              value={kind}
              options={DOCUMENT_KINDS}
              textOf={(one) => t(`stock.kind.${one}`)}
              onChange={first(setKind)}
            />
          </div>
        }
        listed={listed}
        page={page}
        onPage={setPage}
      >
        {({ stock_documents: documents }) => <DocumentTable documents={documents} onOpen={setOpen} />}
      </ListPage>
      <DocumentDrawer id={open} onClose={() => setOpen(undefined)} />
    </>
  )
}

const DocumentsPage = () => (
  <PageFor route="GET /admin/stock-documents">
    <Documents />
  </PageFor>
)

export const config = defineRouteConfig({
  label: "menu.stock_documents",
  translationNs: "guldasta",
  rank: 2,
})

export default DocumentsPage
