// @ts-check
/** The stream of one person's events, kept up through restarts of the server. */

import { openEvents } from "./api.js"

/** @import { SandboxEvent } from "../telegram/control-types" */

const RETRY_MS = 1000
/** A browser allows six connections to one server: windows that nobody looks at give theirs back. */
const HIDDEN_MS = 20_000

/**
 * @param {number} person
 * @param {{
 *   connected: () => void,
 *   disconnected: () => void,
 *   event: (event: SandboxEvent) => void,
 * }} listener `connected` is told at every connection: what happened meanwhile must then be read anew.
 * @returns {() => void} ends the stream
 */
export function followEvents(person, listener) {
  /** @type {EventSource | undefined} */
  let source
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let ended = false

  const connect = () => {
    clearTimeout(timer)
    source?.close()
    source = openEvents(person)
    source.onopen = listener.connected
    source.onmessage = (message) => listener.event(JSON.parse(message.data))
    source.onerror = () => {
      disconnect()
      listener.disconnected()
      timer = setTimeout(connect, RETRY_MS)
    }
  }
  const disconnect = () => {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }
  const visibilityChanged = () => {
    if (document.hidden) {
      clearTimeout(timer)
      timer = setTimeout(disconnect, HIDDEN_MS)
    } else if (!source) {
      connect()
    } else {
      clearTimeout(timer)
    }
  }

  document.addEventListener("visibilitychange", visibilityChanged)
  connect()
  return () => {
    if (!ended) {
      ended = true
      document.removeEventListener("visibilitychange", visibilityChanged)
      disconnect()
    }
  }
}
