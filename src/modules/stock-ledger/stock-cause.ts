import { callValue } from "../../lib/call-value"
import type { StockActor, StockCause } from "./types"

const current = callValue<StockCause>("stock cause")

/** Runs `act`; the stock ledger records the cause with each change of stock in it. Adds to the cause of the call around it. */
export const withStockCause = <Result>(cause: StockCause, act: () => Result): Result =>
  current.run({ ...current.get(), ...cause }, act)

/** The cause of the changes of stock in the current asynchronous call. */
export const stockCause = (): StockCause | undefined => current.get()

/** A caller of the Admin API, as the ledger records it. */
export const adminActor = ({ type, id }: { type: string; id: string }): StockActor => ({
  actor_type: type === "api-key" ? "api-key" : "user",
  actor_id: id,
  channel: "admin",
})

/** A person in Telegram, as the ledger records it. */
export const telegramActor = (telegramId: string): StockActor => ({
  actor_type: "telegram",
  actor_id: telegramId,
  channel: "telegram",
})
