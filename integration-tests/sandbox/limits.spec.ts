import { aziza, couriersGroup, floristsChannel, jasur, startRig, type Rig } from "./fixture"

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
  await rig.telegram.person(aziza).sends("/start")
})
afterAll(() => rig.sandbox.close())

const keyboard = (...buttons: Record<string, unknown>[]) => ({ inline_keyboard: [buttons] })
const button = (fields: Record<string, unknown>) => ({
  chat_id: aziza,
  text: "x",
  reply_markup: keyboard({ text: "b", ...fields }),
})

describe("refusals", () => {
  const refusals: [string, string, Record<string, unknown>, string][] = [
    ["empty text", "sendMessage", { chat_id: aziza, text: " \n " }, "Bad Request: message text is empty"],
    ["no text", "sendMessage", { chat_id: aziza }, "Bad Request: message text is empty"],
    [
      "long text",
      "sendMessage",
      { chat_id: aziza, text: "я".repeat(4097) },
      "Bad Request: message is too long",
    ],
    ["unknown chat", "sendMessage", { chat_id: 777, text: "x" }, "Bad Request: chat not found"],
    ["unknown name", "sendMessage", { chat_id: "@nobody", text: "x" }, "Bad Request: chat not found"],
    [
      "a person who never wrote to the bot",
      "sendMessage",
      { chat_id: jasur, text: "x" },
      "Forbidden: bot can't initiate conversation with a user",
    ],
    [
      "data of 65 bytes",
      "sendMessage",
      button({ callback_data: "я".repeat(32) + "x" }),
      "Bad Request: BUTTON_DATA_INVALID",
    ],
    ["empty data", "sendMessage", button({ callback_data: "" }), "Bad Request: BUTTON_DATA_INVALID"],
    [
      "a button without an action",
      "sendMessage",
      button({}),
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      "a link to localhost",
      "sendMessage",
      button({ url: "http://localhost:9000/pay" }),
      "Bad Request: inline keyboard button URL 'http://localhost:9000/pay' is invalid: Wrong HTTP URL",
    ],
    [
      "a link with an unsupported protocol",
      "sendMessage",
      button({ url: "ftp://guldasta.uz" }),
      "Bad Request: inline keyboard button URL 'ftp://guldasta.uz' is invalid: Unsupported URL protocol",
    ],
    [
      "a web app over http",
      "sendMessage",
      button({ web_app: { url: "http://guldasta.uz" } }),
      "Bad Request: inline keyboard button Web App URL 'http://guldasta.uz' is invalid: Only HTTPS links are allowed",
    ],
    [
      "a web app in a channel",
      "sendMessage",
      { ...button({ web_app: { url: "https://guldasta.uz" } }), chat_id: floristsChannel },
      "Bad Request: BUTTON_TYPE_INVALID",
    ],
    [
      "a reply keyboard in a channel",
      "sendMessage",
      { chat_id: floristsChannel, text: "x", reply_markup: { keyboard: [["a"]] } },
      "Bad Request: inline keyboard expected",
    ],
    [
      "a contact button in a group",
      "sendMessage",
      {
        chat_id: couriersGroup,
        text: "x",
        reply_markup: { keyboard: [[{ text: "a", request_contact: true }]] },
      },
      "Bad Request: phone number can be requested in private chats only",
    ],
    [
      "a location button in a group",
      "sendMessage",
      {
        chat_id: couriersGroup,
        text: "x",
        reply_markup: { keyboard: [[{ text: "a", request_location: true }]] },
      },
      "Bad Request: location can be requested in private chats only",
    ],
    [
      "101 buttons",
      "sendMessage",
      {
        chat_id: aziza,
        text: "x",
        reply_markup: {
          inline_keyboard: Array.from({ length: 101 }, (_, n) => [{ text: `${n}`, callback_data: "x" }]),
        },
      },
      "Bad Request: REPLY_MARKUP_TOO_LONG",
    ],
    [
      "an unknown parameter",
      "sendMessage",
      { chat_id: aziza, text: "x", parsemode: "HTML" },
      'Bad Request: sandbox: sendMessage has no parameter "parsemode" that the sandbox supports',
    ],
    [
      "an unknown field of a button",
      "sendMessage",
      button({ callbackData: "x" }),
      'Bad Request: sandbox: sendMessage.reply_markup.inline_keyboard[0][0] has no parameter "callbackData" that the sandbox supports',
    ],
    [
      "a number as text",
      "sendMessage",
      { chat_id: aziza, text: 5 },
      "Bad Request: sandbox: sendMessage.text must be a string",
    ],
    [
      "a fraction as id",
      "deleteMessage",
      { chat_id: aziza, message_id: 1.5 },
      "Bad Request: sandbox: deleteMessage.message_id must be an integer",
    ],
    [
      "an unknown parse mode",
      "sendMessage",
      { chat_id: aziza, text: "x", parse_mode: "BBCode" },
      "Bad Request: unsupported parse_mode",
    ],
    [
      "a reply to nothing",
      "sendMessage",
      { chat_id: aziza, text: "x", reply_parameters: { message_id: 999 } },
      "Bad Request: message to be replied not found",
    ],
    [
      "an edit of nothing",
      "editMessageText",
      { chat_id: aziza, message_id: 999, text: "x" },
      "Bad Request: message to edit not found",
    ],
    [
      "an edit of another's message",
      "editMessageText",
      { chat_id: aziza, message_id: 1, text: "x" },
      "Bad Request: message can't be edited",
    ],
    [
      "a deletion of nothing",
      "deleteMessage",
      { chat_id: aziza, message_id: 999 },
      "Bad Request: message to delete not found",
    ],
    [
      "an album of none",
      "sendMediaGroup",
      { chat_id: aziza, media: [] },
      "Bad Request: there are no messages to send",
    ],
    [
      "an album of one",
      "sendMediaGroup",
      { chat_id: aziza, media: [{ type: "photo", media: "x" }] },
      "Bad Request: sandbox: an album must have 2 to 10 items, use sendPhoto for one photo",
    ],
    [
      "an album of eleven",
      "sendMediaGroup",
      { chat_id: aziza, media: Array(11).fill({ type: "photo", media: "x" }) },
      "Bad Request: too many messages to send as an album",
    ],
    [
      "a keyboard under an album",
      "sendMediaGroup",
      { chat_id: aziza, media: [], reply_markup: keyboard({ text: "x", callback_data: "x" }) },
      'Bad Request: sandbox: sendMediaGroup has no parameter "reply_markup" that the sandbox supports',
    ],
    [
      "an answer of 201",
      "answerCallbackQuery",
      { callback_query_id: "1", text: "x".repeat(201) },
      "Bad Request: MESSAGE_TOO_LONG",
    ],
    [
      "an answer to no tap",
      "answerCallbackQuery",
      { callback_query_id: "1" },
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ],
    [
      "a bad command",
      "setMyCommands",
      { commands: [{ command: "Старт", description: "x" }] },
      "Bad Request: BOT_COMMAND_INVALID",
    ],
    [
      "a bad secret",
      "setWebhook",
      { url: "https://a.uz", secret_token: "тайна" },
      "Bad Request: secret token contains unallowed characters",
    ],
    ["a strange file", "getFile", { file_id: "x" }, "Bad Request: invalid file_id"],
    [
      "a strange action",
      "sendChatAction",
      { chat_id: aziza, action: "sing" },
      "Bad Request: wrong parameter action in request",
    ],
  ]
  test.each(refusals)("%s", async (_what, method, params, description) => {
    expect(await rig.refusal(method, params)).toBe(description)
  })
})

test("values at the limits are accepted", async () => {
  await rig.ask("sendMessage", { chat_id: aziza, text: "🌷".repeat(4096) })
  await rig.ask("sendMessage", { chat_id: aziza, text: `<b>${"я".repeat(4096)}</b>`, parse_mode: "HTML" })
  await rig.ask("sendMessage", button({ callback_data: "я".repeat(32) }))
  await rig.ask("sendMessage", button({ web_app: { url: "https://guldasta.uz/app" } }))
  await rig.ask("sendMessage", { ...button({ callback_data: "x" }), chat_id: floristsChannel })
})

test("invalid tokens, methods and bodies are refused", async () => {
  const { apiRoot, token } = rig.sandbox
  const asked = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${apiRoot}${path}`, init)
    return [response.status, await response.json()]
  }
  const unauthorized = { ok: false, error_code: 401, description: "Unauthorized" }
  const notFound = { ok: false, error_code: 404, description: "Not Found" }
  expect(await asked("/bot1:wrong/getMe")).toEqual([401, unauthorized])
  expect(await asked(`/bot${token}/sendMessag`)).toEqual([404, notFound])
  expect(await asked(`/bot${token}/toString`)).toEqual([404, notFound])
  const broken = await asked(`/bot${token}/getMe`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  })
  expect(broken[0]).toBe(400)
  const large = await asked(`/bot${token}/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ chat_id: aziza, text: "x".repeat(2 ** 20) }),
  })
  expect(large).toEqual([413, { ok: false, error_code: 413, description: "Request Entity Too Large" }])
})

test("a method accepts query, form and any letter case", async () => {
  const { apiRoot, token } = rig.sandbox
  const query = await fetch(
    `${apiRoot}/bot${token}/sendmessage?chat_id=${aziza}&text=${encodeURIComponent("из строки")}`,
  )
  expect(await query.json()).toMatchObject({ ok: true, result: { text: "из строки" } })
  const form = await fetch(`${apiRoot}/bot${token}/sendMessage`, {
    method: "POST",
    body: new URLSearchParams({
      chat_id: String(aziza),
      text: "из формы",
      disable_notification: "true",
      reply_markup: JSON.stringify(keyboard({ text: "b", callback_data: "x" })),
    }),
  })
  expect(await form.json()).toMatchObject({
    ok: true,
    result: { text: "из формы", reply_markup: keyboard({ text: "b", callback_data: "x" }) },
  })
})
