import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { operationSettingsOf } from "../../../workflows/settings"
import { clientAddress } from "../../client-address"
import { answerPayme } from "./answer"
import { readBody } from "../../read-body"

/** POST /hooks/payme: Payme's Merchant API (JSON-RPC 2.0). */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { trustedProxies } = operationSettingsOf(req.scope)
  const answer = await answerPayme(req.scope, {
    body: await readBody(req),
    authorization: req.get("authorization"),
    address: clientAddress(req.socket.remoteAddress, req.get("x-forwarded-for"), trustedProxies),
  })
  res.status(200).json(answer)
}
