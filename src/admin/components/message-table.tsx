import { Button, StatusBadge, Table, Text, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useSendAgain } from "../hooks/use-messages"
import { formatMoment } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { MessageState, TelegramMessage } from "../lib/types"
import { DataTable } from "./data-table"

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
  return (
    <DataTable
      empty={t("messages.empty")}
      heads={[
        t("messages.when"),
        t("workshop.state"),
        t("workshop.order"),
        t("chats.chat_id"),
        t("messages.text"),
        "",
      ]}
      rows={messages.map((message) => (
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
            {message.display_id ? <Link to={`/orders/${message.order_id}`}>#{message.display_id}</Link> : "–"}
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
    />
  )
}
