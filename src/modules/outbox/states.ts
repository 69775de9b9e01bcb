/**
 * How far a message is:
 * - `pending`: it is to be sent, or edited into something new, when its time comes,
 * - `sending`: a dispatcher has it in flight,
 * - `sent`: it shows what it should show,
 * - `unknown`: Telegram's answer was lost, and it is not sent a second time by itself,
 * - `failed`: given up,
 * - `skipped`: nobody is there to read it, or it came too late to mean anything.
 */
export const MESSAGE_STATES = ["pending", "sending", "sent", "unknown", "failed", "skipped"] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** What staff may send again. */
export const REPEATABLE_STATES = ["unknown", "failed", "skipped"] as const satisfies MessageState[]

/** What staff must hear of: nobody knows whether it arrived, or it certainly did not. */
export const TROUBLED_STATES = ["unknown", "failed"] as const satisfies MessageState[]
