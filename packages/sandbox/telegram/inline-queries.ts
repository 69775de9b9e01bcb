import type { InlineAnswer, InlineResultView } from "./control-types"
import { badRequest } from "./errors"
import type { Content, InlineKeyboardMarkup } from "./types"

/** A checked result of an inline query. A photo with an address is loaded when the person chooses it. */
export type InlineResult = {
  id: string
  view: InlineResultView
  content: Content
  photoUrl?: string
  markup?: InlineKeyboardMarkup
}

export type BotAnswer = {
  results: InlineResult[]
  gallery: boolean
  nextOffset: string
  cacheSeconds: number
  isPersonal: boolean
  button?: InlineAnswer["button"]
}

export type Asked = { person: number; query: string; offset: string }

type Waiting = { asked: Asked; resolve: (answer: BotAnswer | undefined) => void }

/** Number of answered queries whose results a person can still choose. */
const keptAnswers = 500

/** Inline queries that wait for the bot's answer, and the answers that Telegram keeps. */
export class InlineQueries {
  private readonly waiting = new Map<string, Waiting>()
  private readonly answers = new Map<string, { person: number; answer: BotAnswer }>()
  private readonly cache = new Map<string, { until: number; answer: BotAnswer }>()
  /** Ids exceed JavaScript's safe integers, as Telegram's do. */
  private last = BigInt(Date.now()) * 5_000_000n

  /**
   * @param waitMs time in ms that a person's app waits; Telegram accepts no answer after it
   * @param clock current time in ms
   */
  constructor(
    private readonly waitMs: number,
    private readonly clock: () => number,
  ) {}

  /**
   * Asks the bot, or takes the answer from the cache as Telegram does for `cache_time`.
   *
   * @param tellBot called with the id of a query that the cache does not answer
   */
  async ask(asked: Asked, tellBot: (id: string) => void): Promise<InlineAnswer> {
    const id = String(++this.last)
    const answer = this.cached(asked) ?? (await this.askBot(id, asked, tellBot))
    if (!answer) return { answered: false, query_id: id, results: [], gallery: false, next_offset: "" }
    this.answers.set(id, { person: asked.person, answer })
    for (const old of this.answers.keys()) {
      if (this.answers.size > keptAnswers) this.answers.delete(old)
    }
    const { results, gallery, nextOffset, button } = answer
    const views = results.map(({ view }) => view)
    const shown = { results: views, gallery, next_offset: nextOffset, ...(button ? { button } : {}) }
    return { answered: true, query_id: id, ...shown }
  }

  /** @throws ApiError 400 when the query is unknown, too old or already answered */
  answer(id: string, answer: BotAnswer) {
    const query = this.waiting.get(id)
    if (!query) throw badRequest("query is too old and response timeout expired or query ID is invalid")
    this.waiting.delete(id)
    const until = this.clock() + answer.cacheSeconds * 1000
    if (answer.cacheSeconds > 0) this.cache.set(keyOf(query.asked, answer.isPersonal), { until, answer })
    query.resolve(answer)
  }

  /** A result of an answer that this person has got. */
  result(person: number, queryId: string, resultId: string): InlineResult | undefined {
    const known = this.answers.get(queryId)
    return known?.person === person ? known.answer.results.find(({ id }) => id === resultId) : undefined
  }

  forgetCache() {
    this.cache.clear()
  }

  /** Ends all waits as unanswered, because the sandbox is closing. */
  close() {
    for (const { resolve } of this.waiting.values()) resolve(undefined)
    this.waiting.clear()
  }

  private cached(asked: Asked) {
    const now = this.clock()
    for (const [key, { until }] of this.cache) if (until <= now) this.cache.delete(key)
    return (this.cache.get(keyOf(asked, true)) ?? this.cache.get(keyOf(asked, false)))?.answer
  }

  private askBot(id: string, asked: Asked, tellBot: (id: string) => void) {
    return new Promise<BotAnswer | undefined>((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id)
        resolve(undefined)
      }, this.waitMs)
      const end = (answer: BotAnswer | undefined) => {
        clearTimeout(timer)
        resolve(answer)
      }
      this.waiting.set(id, { asked, resolve: end })
      tellBot(id)
    })
  }
}

const keyOf = ({ person, query, offset }: Asked, isPersonal: boolean) =>
  JSON.stringify([isPersonal ? person : "everybody", query, offset])
