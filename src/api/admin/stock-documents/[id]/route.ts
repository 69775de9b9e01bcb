import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answerDocument } from "../describe"

/** GET /admin/stock-documents/:id: a document with its movements. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json({ stock_document: await answerDocument(req, req.params.id) })
}
