import { Button, StatusBadge, Table, Text, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useSendAgain } from "../hooks/use-messages"
import { formatMoment } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { MessageState, TelegramMessage } from "../lib/types"

const COLORS: Record<MessageState, "grey" | "blue" | "green" | "orange" | "red"> = {
  pending: "blue",
  sending: "blue",
  sent: "green",
  unknown: "orange",
  failed: "red",
  skipped: "grey",
}

/** Converts Telegram HTML to plain text. */
const plain = (html: string) => new DOMParser().parseFromString(html, "text/html").body.textContent ?? ""

function SendAgain({ id }: { id: string }) {
  const { t, errorText } = useTexts()
  const { mutate, isPending } = useSendAgain()
  const send = () =>
    mutate(id, {
      onSuccess: () => toast.success(t("messages.will_be_sent")),
      onError: (error) => toast.error(errorText(error)),
    })
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={send}>
      {t("messages.send_again")}
    </Button>
  )
}

/** Table of the shop's Telegram messages: recipient, order and delivery state. */
export function MessageTable({ messages }: { messages: TelegramMessage[] }) {
  const { t, language } = useTexts()
  if (!messages.length) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
        {t("messages.empty")}
      </Text>
    )
  }
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("messages.when")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.state")}</Table.HeaderCell>
            <Table.HeaderCell>{t("workshop.order")}</Table.HeaderCell>
            <Table.HeaderCell>{t("chats.chat_id")}</Table.HeaderCell>
            <Table.HeaderCell>{t("messages.text")}</Table.HeaderCell>
            <Table.HeaderCell />
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {messages.map((message) => (
            <Table.Row key={message.id}>
              <Table.Cell className="whitespace-nowrap">
                {formatMoment(message.sent_at ?? message.created_at, language)}
              </Table.Cell>
              <Table.Cell>
                <StatusBadge color={COLORS[message.state]} className="whitespace-nowrap">
                  {t(`messages.state.${message.state}`)}
                </StatusBadge>
              </Table.Cell>
              <Table.Cell>
                {message.display_id ? (
                  <Link to={`/orders/${message.order_id}`}>#{message.display_id}</Link>
                ) : (
                  "–"
                )}
              </Table.Cell>
              <Table.Cell>{message.chat_id}</Table.Cell>
              <Table.Cell className="min-w-64 max-w-md py-2">
                <Text size="small" className="line-clamp-3 whitespace-pre-line">
                  {message.text ? plain(message.text) : message.key}
                </Text>
                {message.last_error && (
                  <Text size="xsmall" className="text-ui-fg-error">
                    {message.last_error}
                  </Text>
                )}
              </Table.Cell>
              <Table.Cell>{message.can_send_again && <SendAgain id={message.id} />}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}
