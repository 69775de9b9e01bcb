/**
 * States of a message:
 * - `pending`: to be sent or edited when its time comes,
 * - `sending`: a dispatcher has it in flight,
 * - `sent`: Telegram shows the wanted content,
 * - `unknown`: Telegram's answer was lost; the message is not repeated automatically,
 * - `failed`: all attempts failed,
 * - `skipped`: the chat is not reachable, or the message has expired.
 */
export const MESSAGE_STATES = ["pending", "sending", "sent", "unknown", "failed", "skipped"] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** States from which staff can send a message again. */
export const REPEATABLE_STATES = ["unknown", "failed", "skipped"] as const satisfies MessageState[]
