import { isConnectionLost, isRead, withConnection } from "./lost-connections"

describe("a lost connection", () => {
  it.each([
    { code: "57P01" },
    { code: "08006" },
    { code: "ECONNRESET" },
    { message: "Connection terminated unexpectedly" },
    { message: "select 1 - Connection terminated unexpectedly" },
    { message: "Client has encountered a connection error and is not queryable" },
  ])("is recognized by %j", (error) => {
    expect(isConnectionLost(error)).toBe(true)
  })

  it.each([{ code: "23505" }, { code: "22P02", message: "Connection terminated" }, {}, undefined])(
    "is not %j",
    (error) => {
      expect(isConnectionLost(error)).toBe(false)
    },
  )

  it.each([
    ["select deleted_at, updated_at from shopper", true],
    ["  WITH a AS (SELECT 1) SELECT * FROM a", true],
    ["with a as (delete from t returning id) select * from a", false],
    ["select id from t for update", false],
    ["insert into t values (1)", false],
    ["BEGIN", false],
  ])("may repeat %s: %s", (sql, expected) => {
    expect(isRead(sql)).toBe(expected)
  })
})

describe("an act on a pooled connection", () => {
  const pool = (transacting = false) => {
    const released: object[] = []
    return {
      released,
      transacting,
      acquireConnection: () => Promise.resolve({}),
      releaseConnection: (connection: unknown) => {
        released.push(connection as object)
        return Promise.resolve()
      },
    }
  }
  const lost = Object.assign(new Error("gone"), { code: "57P01" })

  it("is repeated on another connection, and the lost one is marked for the pool", async () => {
    const client = pool()
    let tries = 0
    const act = () => (++tries < 3 ? Promise.reject(lost) : Promise.resolve(tries))
    expect(await withConnection(client, () => true, act)).toBe(3)
    expect(client.released).toEqual([{ __knex__disposed: lost }, { __knex__disposed: lost }, {}])
  })

  it.each([
    ["a change", pool(), false, lost],
    ["a transaction's statement", pool(true), true, lost],
    ["a wrong statement", pool(), true, new Error("syntax error")],
  ])("is not repeated for %s", async (_, client, isRepeatable, error) => {
    const act = jest.fn(() => Promise.reject(error))
    await expect(withConnection(client, () => isRepeatable, act)).rejects.toBe(error)
    expect(act).toHaveBeenCalledTimes(1)
    expect(client.released).toHaveLength(1)
  })
})
