import { randomUUID } from "node:crypto"
import type { Logger } from "@medusajs/framework/types"
import { loggedSentence } from "./errors"
import { logContext } from "./log-context"

/** Log levels as Medusa names them, most severe first. */
export const LOG_LEVELS = ["error", "warn", "info", "http", "verbose", "debug", "silly"] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

type Fields = Record<string, unknown>

/** Target of log lines: the standard output by default. */
type Write = (line: string) => void

const PERSONAL: [RegExp, string][] = [
  [/[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu, "[e-mail]"],
  [/\+\d[\d\s()-]{7,}\d|\b998\d{9}\b/g, "[phone]"],
]

/**
 * Replaces personal data: errors of Medusa and of PostgreSQL quote input such as an e-mail address or a phone
 * number.
 */
const withoutPersonalData = (text: string) =>
  PERSONAL.reduce((cleaned, [pattern, name]) => cleaned.replace(pattern, name), text)

/**
 * Creates a logger that writes one JSON object per line, with `level`, `time` and `message`, and with the
 * `update` and `order` of the context (see ./log-context).
 *
 * @param level the least severe level that is written; from "http" on Medusa logs each request too, with the
 * client's address and the full query
 */
export function jsonLogger(level: LogLevel, write: Write = (line) => process.stdout.write(line)): Logger {
  const activities = new Map<string, number>()
  let limit: LogLevel = level

  const shouldLog = (wanted: string) =>
    LOG_LEVELS.findIndex((known) => known === wanted) <= LOG_LEVELS.indexOf(limit)
  const line = (wanted: LogLevel, message: unknown, fields: Fields = {}) => {
    if (shouldLog(wanted)) {
      const said = {
        level: wanted,
        time: new Date().toISOString(),
        ...logContext(),
        message: loggedSentence(message),
        ...fields,
      }
      write(`${withoutPersonalData(JSON.stringify(said))}\n`)
    }
  }
  const end = (wanted: LogLevel, activity: string, message: string): Fields => {
    const began = activities.get(activity)
    activities.delete(activity)
    const fields = began === undefined ? {} : { activity, ms: Math.round(performance.now() - began) }
    line(wanted, message, fields)
    return fields
  }

  return {
    shouldLog,
    setLogLevel: (wanted) => {
      limit = LOG_LEVELS.find((known) => known === wanted) ?? limit
    },
    unsetLogLevel: () => {
      limit = level
    },
    error: (messageOrError, error) => line("error", ...failure(messageOrError, error)),
    warn: (message) => line("warn", message),
    info: (message) => line("info", message),
    http: (message) => line("http", message),
    verbose: (message) => line("verbose", message),
    debug: (message) => line("debug", message),
    silly: (message) => line("silly", message),
    log: (...words) => line("info", words.map(loggedSentence).join(" ")),
    activity: (message) => {
      const id = randomUUID()
      activities.set(id, performance.now())
      line("info", message, { activity: id })
      return id
    },
    progress: (activity, message) => line("info", message, { activity }),
    success: (activity, message) => end("info", activity, message),
    failure: (activity, message) => end("error", activity, message),
    panic: (data) => {
      line("error", ...failure(data instanceof Error ? data : JSON.stringify(data)))
      process.exit(1)
    },
  }
}

/** The log line of an error: its sentence, and the stack of its cause. */
function failure(messageOrError: unknown, error?: unknown): [string, Fields] {
  const given = [messageOrError, error].filter((one) => one !== undefined)
  const sentences = [...new Set(given.map(loggedSentence))]
  const cause = given.findLast((one) => typeof one === "object" && one !== null)
  return [sentences.join(": "), cause ? { stack: stackOf(cause) } : {}]
}

/** The stack without its first line, which repeats the message. */
const stackOf = ({ stack }: { stack?: unknown }) =>
  typeof stack === "string"
    ? stack
        .split("\n")
        .filter((each) => /^\s+at /.test(each))
        .map((each) => each.trim())
    : undefined
