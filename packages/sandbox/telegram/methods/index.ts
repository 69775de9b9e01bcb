import { chats } from "./chats"
import type { Handlers } from "./context"
import { editing } from "./edit"
import { inlineMode } from "./inline"
import { incoming } from "./incoming"
import { messages } from "./messages"
import { profile } from "./profile"
import { sending } from "./send"
import type { MethodName } from "./table"

/** The handlers of all supported Bot API methods. */
export const handlers: Handlers<MethodName> = {
  ...incoming,
  ...inlineMode,
  ...sending,
  ...editing,
  ...messages,
  ...chats,
  ...profile,
}
