import type { InlineAnswer, Person } from "./control-types"
import { ControlRefusal } from "./errors"
import { longestQuery } from "./keyboards"
import type { Services } from "./methods/context"
import type { People } from "./people"
import { imageSize } from "./photos"
import type { InlineResult } from "./inline-queries"
import type { ChatRecord, StoredMessage } from "./state"
import type { Content } from "./types"

/** What people do with the bot in inline mode, in any of their chats. */
export class InlineActions {
  constructor(
    private readonly services: Services,
    private readonly people: People,
  ) {}

  /** Types "@bot query" in a chat. @param offset `next_offset` of the answer before */
  ask(person: Person, chat: ChatRecord, query: string, offset: string): Promise<InlineAnswer> {
    const { world, queue, inline } = this.services
    if (world.state.bot.inline_off) throw new ControlRefusal(409, "the bot's inline mode is off")
    if (query.length > longestQuery)
      throw new ControlRefusal(400, `query must have at most ${longestQuery} characters`)
    const from = world.user(person)
    const chat_type = chat.type === "private" && !chat.between ? "sender" : chat.type
    return inline.ask({ person: person.id, query, offset }, (id) =>
      queue.push(person.id, { inline_query: { id, from, query, offset, chat_type } }),
    )
  }

  /** Sends a result in the chat, in the person's name. */
  async choose(person: Person, chat: ChatRecord, queryId: string, resultId: string): Promise<StoredMessage> {
    const { world, inline } = this.services
    this.people.checkCanSend(person, chat)
    const result = inline.result(person.id, queryId, resultId)
    if (!result) throw new ControlRefusal(404, `there is no result ${resultId} of the query ${queryId}`)
    const content = await this.contentOf(result)
    const { markup } = result
    const extras = { via_bot: world.botUser(), ...(markup ? { reply_markup: markup } : {}) }
    const stored = world.post(chat, person.id, structuredClone(content), extras, false)
    if (chat.type === "private") chat.started = true
    this.people.tellBot(chat, stored.message)
    return stored
  }

  private async contentOf({ content, photoUrl }: InlineResult): Promise<Content> {
    if (photoUrl === undefined) return content
    const { files } = this.services
    const file = await files.download(photoUrl, "photo")
    if (imageSize(file.bytes)?.type !== "jpg") throw new ControlRefusal(400, `${photoUrl} is not a JPEG`)
    return { photo: await files.addPhoto(file), ...content }
  }
}
