import { clientAddress, countedAddress } from "./client-address"

describe("address of the client", () => {
  it("is the connection's address without trusted proxies, regardless of the header", () => {
    expect(clientAddress("203.0.113.7", undefined, 0)).toBe("203.0.113.7")
    expect(clientAddress("203.0.113.7", "198.51.100.1, 198.51.100.2", 0)).toBe("203.0.113.7")
  })

  it("is the entry of the trusted proxy, not the entries that the client has sent", () => {
    expect(clientAddress("10.0.0.2", "203.0.113.7", 1)).toBe("203.0.113.7")
    expect(clientAddress("10.0.0.2", "198.51.100.1, 203.0.113.7", 1)).toBe("203.0.113.7")
    expect(clientAddress("10.0.0.2", "198.51.100.1, 203.0.113.7, 10.0.0.3", 2)).toBe("203.0.113.7")
  })

  it("is the first known address when there are fewer proxies than configured", () => {
    expect(clientAddress("10.0.0.2", undefined, 1)).toBe("10.0.0.2")
    expect(clientAddress("10.0.0.2", "203.0.113.7", 3)).toBe("203.0.113.7")
  })
})

describe("rate-limit key of an address", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:0db8:0001:0002::9", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["", ""],
  ])("%s counts as %s", (address, counted) => {
    expect(countedAddress(address)).toBe(counted)
  })
})
