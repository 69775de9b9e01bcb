import type { ShopContext } from "../runtime/context"

/** Whether the message is a command. A command is never an answer to an open question. */
export function isCommand(ctx: ShopContext): boolean {
  return Boolean(ctx.message?.entities?.some(({ type, offset }) => type === "bot_command" && offset === 0))
}
