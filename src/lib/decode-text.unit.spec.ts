import { decodeText } from "./decode-text"

const TEXT = '{"name":"Роза ʻoʻ"}'
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16()

it.each([
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a byte-order mark", Buffer.from(`\uFEFF${TEXT}`)],
  ["UTF-16 LE with a byte-order mark", Buffer.from(`\uFEFF${TEXT}`, "utf16le")],
  ["UTF-16 BE with a byte-order mark", utf16be(`\uFEFF${TEXT}`)],
])("decodes %s", (_, bytes) => expect(decodeText(bytes)).toBe(TEXT))

it("decodes windows-1251", () => expect(decodeText(Buffer.from([0xd0, 0xee, 0xe7, 0xe0]))).toBe("Роза"))
