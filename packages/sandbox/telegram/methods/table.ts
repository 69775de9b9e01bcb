/**
 * The parameters of each method. This table both validates calls and defines the types of the handlers' parameters.
 *
 * A value is the name of a scalar or of a shape below. The suffixes `[]` and `[][]` mean lists, and `!` means required.
 * Unsupported parameters of the Bot API are omitted, so that their use is an error in the sandbox.
 */

const chat = { chat_id: "ChatId!" } as const
const topic = { message_thread_id: "Integer" } as const
const sending = {
  ...chat,
  ...topic,
  disable_notification: "Boolean",
  protect_content: "Boolean",
  reply_parameters: "ReplyParameters",
  reply_markup: "ReplyMarkup",
} as const
const captioned = {
  caption: "String",
  parse_mode: "String",
  caption_entities: "MessageEntity[]",
} as const
const editing = { chat_id: "ChatId", message_id: "Integer", reply_markup: "InlineKeyboardMarkup" } as const
const language = { language_code: "String" } as const
const commandScope = { scope: "BotCommandScope", ...language } as const
const forwarding = {
  ...chat,
  ...topic,
  from_chat_id: "ChatId!",
  disable_notification: "Boolean",
  protect_content: "Boolean",
} as const

export const methodTable = {
  getUpdates: { offset: "Integer", limit: "Integer", timeout: "Integer", allowed_updates: "String[]" },
  setWebhook: {
    url: "String!",
    max_connections: "Integer",
    allowed_updates: "String[]",
    drop_pending_updates: "Boolean",
    secret_token: "String",
  },
  deleteWebhook: { drop_pending_updates: "Boolean" },
  getWebhookInfo: {},
  getMe: {},
  sendMessage: {
    ...sending,
    text: "String!",
    parse_mode: "String",
    entities: "MessageEntity[]",
    link_preview_options: "LinkPreviewOptions",
  },
  sendPhoto: {
    ...sending,
    ...captioned,
    photo: "File!",
    show_caption_above_media: "Boolean",
    has_spoiler: "Boolean",
  },
  sendDocument: {
    ...sending,
    ...captioned,
    document: "File!",
    disable_content_type_detection: "Boolean",
  },
  sendMediaGroup: {
    ...chat,
    ...topic,
    media: "InputMedia[]!",
    disable_notification: "Boolean",
    protect_content: "Boolean",
    reply_parameters: "ReplyParameters",
  },
  sendContact: {
    ...sending,
    phone_number: "String!",
    first_name: "String!",
    last_name: "String",
    vcard: "String",
  },
  sendLocation: { ...sending, latitude: "Float!", longitude: "Float!", horizontal_accuracy: "Float" },
  sendVenue: { ...sending, latitude: "Float!", longitude: "Float!", title: "String!", address: "String!" },
  sendChatAction: { ...chat, ...topic, action: "String!" },
  editMessageText: {
    ...editing,
    text: "String",
    parse_mode: "String",
    entities: "MessageEntity[]",
    link_preview_options: "LinkPreviewOptions",
  },
  editMessageCaption: { ...editing, ...captioned, show_caption_above_media: "Boolean" },
  editMessageMedia: { ...editing, media: "InputMedia!" },
  editMessageReplyMarkup: editing,
  deleteMessage: { ...chat, message_id: "Integer!" },
  deleteMessages: { ...chat, message_ids: "Integer[]!" },
  copyMessage: {
    ...forwarding,
    ...captioned,
    message_id: "Integer!",
    show_caption_above_media: "Boolean",
    reply_parameters: "ReplyParameters",
    reply_markup: "ReplyMarkup",
  },
  copyMessages: { ...forwarding, message_ids: "Integer[]!", remove_caption: "Boolean" },
  forwardMessage: { ...forwarding, message_id: "Integer!" },
  forwardMessages: { ...forwarding, message_ids: "Integer[]!" },
  answerCallbackQuery: {
    callback_query_id: "String!",
    text: "String",
    show_alert: "Boolean",
    url: "String",
    cache_time: "Integer",
  },
  answerInlineQuery: {
    inline_query_id: "String!",
    results: "InlineQueryResult[]!",
    cache_time: "Integer",
    is_personal: "Boolean",
    next_offset: "String",
    button: "InlineQueryResultsButton",
  },
  getFile: { file_id: "String!" },
  getChat: chat,
  getChatMember: { ...chat, user_id: "Integer!" },
  getChatAdministrators: { ...chat, return_bots: "Boolean" },
  getChatMemberCount: chat,
  pinChatMessage: { ...chat, message_id: "Integer!", disable_notification: "Boolean" },
  unpinChatMessage: { ...chat, message_id: "Integer" },
  unpinAllChatMessages: chat,
  leaveChat: chat,
  createChatInviteLink: {
    ...chat,
    name: "String",
    expire_date: "Integer",
    member_limit: "Integer",
    creates_join_request: "Boolean",
  },
  exportChatInviteLink: chat,
  setMessageReaction: { ...chat, message_id: "Integer!", reaction: "ReactionType[]", is_big: "Boolean" },
  setMyCommands: { commands: "BotCommand[]!", ...commandScope },
  getMyCommands: commandScope,
  deleteMyCommands: commandScope,
  setMyName: { name: "String", ...language },
  getMyName: language,
  setMyDescription: { description: "String", ...language },
  getMyDescription: language,
  setMyShortDescription: { short_description: "String", ...language },
  getMyShortDescription: language,
  setChatMenuButton: { chat_id: "Integer", menu_button: "MenuButton" },
  getChatMenuButton: { chat_id: "Integer" },
} as const

/** The objects inside parameters. */
export const shapes = {
  MessageEntity: {
    type: "String!",
    offset: "Integer!",
    length: "Integer!",
    url: "String",
    language: "String",
    custom_emoji_id: "String",
  },
  LinkPreviewOptions: {
    is_disabled: "Boolean",
    url: "String",
    prefer_small_media: "Boolean",
    prefer_large_media: "Boolean",
    show_above_text: "Boolean",
  },
  ReplyParameters: { message_id: "Integer!", allow_sending_without_reply: "Boolean" },
  InlineKeyboardMarkup: { inline_keyboard: "InlineKeyboardButton[][]!" },
  InlineKeyboardButton: {
    text: "String!",
    style: "String",
    url: "String",
    callback_data: "String",
    web_app: "WebAppInfo",
    copy_text: "CopyTextButton",
    switch_inline_query: "String",
    switch_inline_query_current_chat: "String",
    switch_inline_query_chosen_chat: "SwitchInlineQueryChosenChat",
  },
  SwitchInlineQueryChosenChat: {
    query: "String",
    allow_user_chats: "Boolean",
    allow_bot_chats: "Boolean",
    allow_group_chats: "Boolean",
    allow_channel_chats: "Boolean",
  },
  WebAppInfo: { url: "String!" },
  CopyTextButton: { text: "String!" },
  ReplyKeyboardMarkup: {
    keyboard: "KeyboardButton[][]!",
    is_persistent: "Boolean",
    resize_keyboard: "Boolean",
    one_time_keyboard: "Boolean",
    input_field_placeholder: "String",
    selective: "Boolean",
  },
  KeyboardButton: {
    text: "String!",
    style: "String",
    request_contact: "Boolean",
    request_location: "Boolean",
  },
  ReplyKeyboardRemove: { remove_keyboard: "Boolean!", selective: "Boolean" },
  ForceReply: { force_reply: "Boolean!", input_field_placeholder: "String", selective: "Boolean" },
  InputMedia: {
    type: "String!",
    media: "File!",
    ...captioned,
    show_caption_above_media: "Boolean",
    has_spoiler: "Boolean",
    disable_content_type_detection: "Boolean",
  },
  InlineQueryResult: {
    type: "String!",
    id: "String!",
    title: "String",
    description: "String",
    ...captioned,
    show_caption_above_media: "Boolean",
    photo_url: "String",
    photo_width: "Integer",
    photo_height: "Integer",
    photo_file_id: "String",
    thumbnail_url: "String",
    thumbnail_width: "Integer",
    thumbnail_height: "Integer",
    url: "String",
    input_message_content: "InputMessageContent",
    reply_markup: "InlineKeyboardMarkup",
  },
  InputMessageContent: {
    message_text: "String!",
    parse_mode: "String",
    entities: "MessageEntity[]",
    link_preview_options: "LinkPreviewOptions",
  },
  InlineQueryResultsButton: { text: "String!", start_parameter: "String" },
  BotCommand: { command: "String!", description: "String!" },
  BotCommandScope: { type: "String!", chat_id: "ChatId", user_id: "Integer" },
  MenuButton: { type: "String!", text: "String", web_app: "WebAppInfo" },
  ReactionType: { type: "String!", emoji: "String" },
} as const

export type MethodName = keyof typeof methodTable
type ShapeName = keyof typeof shapes

/** A field's kind without the suffix `!`. */
type Kind<F extends string> = F extends `${infer K}!` ? K : F

type Value<K extends string> = K extends `${infer Item}[]`
  ? Value<Item>[]
  : K extends "Integer" | "Float"
    ? number
    : K extends "String" | "File"
      ? string
      : K extends "Boolean"
        ? boolean
        : K extends "ChatId"
          ? number | string
          : K extends "ReplyMarkup"
            ? ReplyMarkup
            : K extends ShapeName
              ? Shape<(typeof shapes)[K]>
              : never

type Shape<T> = {
  [F in keyof T as T[F] extends `${string}!` ? F : never]: T[F] extends string ? Value<Kind<T[F]>> : never
} & {
  [F in keyof T as T[F] extends `${string}!` ? never : F]?: T[F] extends string ? Value<Kind<T[F]>> : never
}

export type ShapeValue<N extends ShapeName> = Shape<(typeof shapes)[N]>
export type ReplyMarkup =
  | ShapeValue<"InlineKeyboardMarkup">
  | ShapeValue<"ReplyKeyboardMarkup">
  | ShapeValue<"ReplyKeyboardRemove">
  | ShapeValue<"ForceReply">
export type Params<M extends MethodName> = Shape<(typeof methodTable)[M]>
