// This file is preloaded into the measured shop. It records every SQL statement of a gateway call, with its values, under
// the name in the call's header. On an IPC message it writes the records to a file.
const { AsyncLocalStorage } = require("node:async_hooks")
const { EventEmitter } = require("node:events")
const { writeFileSync } = require("node:fs")
const { Server } = require("node:http")
const { createRequire } = require("node:module")

const calls = new Map()
const current = new AsyncLocalStorage()
const connections = new WeakMap()
let lastConnection = 0
let clock = 0

const emit = Server.prototype.emit
Server.prototype.emit = function (event, request, response, ...rest) {
  const name = event === "request" ? request.headers["x-bench-call"] : undefined
  if (!name) {
    return emit.call(this, event, request, response, ...rest)
  }
  const call = { statements: [], isAnswered: false }
  calls.set(name, call)
  response.once("finish", () => (call.isAnswered = true))
  return current.run(call, () => emit.call(this, event, request, response, ...rest))
}

// Event subscribers run in the background: the call's answer does not wait for their statements.
const emitEvent = EventEmitter.prototype.emit
EventEmitter.prototype.emit = function (event, ...rest) {
  const call = current.getStore()
  if (!call || typeof event !== "string" || !event.includes(".")) {
    return emitEvent.call(this, event, ...rest)
  }
  const background = { statements: call.statements, isAnswered: true }
  return current.run(background, () => emitEvent.call(this, event, ...rest))
}

function connectionNumber(client) {
  if (!connections.has(client)) {
    connections.set(client, ++lastConnection)
  }
  return connections.get(client)
}

function watch({ Client }) {
  const query = Client.prototype.query
  Client.prototype.query = function (config, ...rest) {
    const call = current.getStore()
    if (!call) {
      return query.call(this, config, ...rest)
    }
    const isText = typeof config === "string"
    const statement = {
      connection: connectionNumber(this),
      text: isText ? config : config.text,
      values: (isText ? (Array.isArray(rest[0]) ? rest[0] : undefined) : config.values) ?? [],
      name: isText ? undefined : config.name,
      isAfterAnswer: call.isAnswered,
      began: ++clock,
      ended: Infinity,
    }
    call.statements.push(statement)
    const end = () => (statement.ended = ++clock)
    const last = rest.length - 1
    if (typeof rest[last] === "function") {
      const callback = rest[last]
      rest[last] = (...results) => {
        end()
        return callback(...results)
      }
      return query.call(this, config, ...rest)
    }
    const result = query.call(this, config, ...rest)
    result?.then?.(end, end)
    return result
  }
}

// Medusa's packages may have their own copy of the driver.
const drivers = ["@mikro-orm/postgresql", "@medusajs/framework"].map((name) =>
  createRequire(require.resolve(name)).resolve("pg"),
)
for (const driver of new Set([require.resolve("pg"), ...drivers])) {
  watch(require(driver))
}

process.on("message", (message) => {
  if (message?.writeStatements) {
    writeFileSync(message.writeStatements, JSON.stringify([...calls]))
    process.send("statements are written")
  }
})
process.channel?.unref()
