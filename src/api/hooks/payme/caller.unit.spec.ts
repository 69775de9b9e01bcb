import { mayCall } from "./caller"

/** Payme's addresses, a private network and single addresses. */
const ALLOWED = ["185.234.113.1-185.234.113.15", "10.1.0.0/16", "192.0.2.7", "2001:db8::/32"]

describe("mayCall", () => {
  it("allows any address when no addresses are configured", () => {
    expect(mayCall("203.0.113.9")).toBe(true)
    expect(mayCall("203.0.113.9", [])).toBe(true)
  })

  it.each(["185.234.113.1", "185.234.113.15", "10.1.255.255", "192.0.2.7", "2001:db8::1"])(
    "allows %s",
    (address) => expect(mayCall(address, ALLOWED)).toBe(true),
  )

  it("checks an IPv4-mapped IPv6 address as IPv4", () => {
    expect(mayCall("::ffff:185.234.113.7", ALLOWED)).toBe(true)
    expect(mayCall("::ffff:203.0.113.9", ALLOWED)).toBe(false)
  })

  it.each(["185.234.113.0", "185.234.113.16", "10.2.0.1", "192.0.2.8", "2001:db9::1", "", "payme.uz"])(
    "rejects %j",
    (address) => expect(mayCall(address, ALLOWED)).toBe(false),
  )
})
