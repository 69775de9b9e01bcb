import { Alert, Button, Container, Heading, Input, StatusBadge, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useBindChat, useShopChats } from "../hooks/use-staff"
import { useTexts } from "../lib/texts"
import type { ShopChat } from "../lib/types"
import { IfMay } from "./access"

function ShopChatLine({ chat }: { chat: ShopChat }) {
  const { t, errorText } = useTexts()
  const [chatId, setChatId] = useState("")
  const bind = useBindChat()
  const save = () =>
    bind.mutate(
      { purpose: chat.purpose, chat_id: chatId.trim() },
      {
        onSuccess: () => {
          setChatId("")
          toast.success(t("staff.saved"))
        },
        onError: (error) => toast.error(errorText(error)),
      },
    )
  return (
    <div className="flex flex-wrap items-center gap-3 px-6 py-3">
      <Text size="small" weight="plus" className="w-32">
        {t(`chats.${chat.purpose}`)}
      </Text>
      <StatusBadge color={chat.problem ? "red" : chat.source ? "green" : "orange"}>
        {t(chat.problem ? "chats.unreachable" : `chats.${chat.source ?? "unbound"}`)}
      </StatusBadge>
      <Text size="small" className="text-ui-fg-subtle min-w-40 grow">
        {[chat.title, [chat.chat_id, chat.message_thread_id].filter(Boolean).join("/"), chat.problem]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      <IfMay route="POST /admin/telegram-chats">
        <Input
          size="small"
          className="w-44"
          aria-label={`${t("chats.chat_id")}: ${t(`chats.${chat.purpose}`)}`}
          placeholder="-1001234567890"
          value={chatId}
          onChange={(event) => setChatId(event.target.value)}
        />
        <Button
          size="small"
          variant="secondary"
          disabled={!chatId.trim()}
          isLoading={bind.isPending}
          onClick={save}
        >
          {t("chats.bind")}
        </Button>
      </IfMay>
    </div>
  )
}

/** Names the chats of the shop that the bot cannot write to, with Telegram's reason. */
export function UnreachableChats() {
  const { t } = useTexts()
  const { data } = useShopChats()
  const unreachable = data?.telegram_chats.filter(({ problem }) => problem) ?? []
  return unreachable.length ? (
    <Alert variant="error" className="mb-3">
      {unreachable.map(({ purpose, chat_id, problem }) => (
        <Text key={purpose} size="small">
          {t("chats.unreachable_chat", {
            chat: t(`chats.${purpose}`),
            id: chat_id ?? "",
            problem: problem ?? "",
          })}
        </Text>
      ))}
    </Alert>
  ) : null
}

/** Lists the Telegram chats of the shop by purpose. */
export function ShopChats() {
  const { t } = useTexts()
  const { data } = useShopChats()
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("chats.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("chats.hint")}
        </Text>
      </div>
      {data?.telegram_chats.map((chat) => (
        <ShopChatLine key={chat.purpose} chat={chat} />
      ))}
    </Container>
  )
}
