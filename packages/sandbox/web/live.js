// @ts-check
/** The event stream of one person. It reconnects after a restart of the server. */

import { openEvents } from "./api.js"

/** @import { SandboxEvent } from "../telegram/control-types" */
/**
 * @typedef {object} Listener
 * @property {() => void} connected called after each connection; events may be missing, so the state must be reloaded
 * @property {() => void} disconnected
 * @property {(event: SandboxEvent) => void} event
 */

const RETRY_MS = 1000
/** A hidden window closes its stream after this time, in ms. */
const HIDDEN_MS = 20_000
/**
 * Maximum number of streams of all windows together. A browser allows six connections to one server. Further windows poll
 * every POLL_MS.
 */
const STREAMS = 4
const POLL_MS = 1500

/**
 * @param {number} person
 * @param {Listener} listener
 * @returns {() => void} stops following
 */
export function followEvents(person, listener) {
  const following = new AbortController()
  /** @type {AbortController | undefined} */
  let connection
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let hideTimer

  const stop = () => {
    connection?.abort()
    connection = undefined
  }
  const visibilityChanged = () => {
    clearTimeout(hideTimer)
    if (document.hidden) {
      hideTimer = setTimeout(stop, HIDDEN_MS)
    } else if (!connection) {
      connection = new AbortController()
      follow(person, listener, connection.signal)
    }
  }
  document.addEventListener("visibilitychange", visibilityChanged, { signal: following.signal })
  visibilityChanged()
  return () => {
    clearTimeout(hideTimer)
    following.abort()
    stop()
  }
}

/**
 * @param {number} person
 * @param {Listener} listener
 * @param {AbortSignal} signal
 */
async function follow(person, listener, signal) {
  while (!signal.aborted) {
    const streamed = await withFreePlace(() => stream(person, listener, signal))
    if (!streamed && !signal.aborted) {
      listener.connected()
    }
    await pause(streamed ? RETRY_MS : POLL_MS, signal)
  }
}

/**
 * Runs the work while holding one of the STREAMS locks.
 *
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} false when all locks are in use
 */
async function withFreePlace(work) {
  // Browsers provide locks only on localhost and over HTTPS.
  if (!navigator.locks) {
    await work()
    return true
  }
  for (let place = 1; place <= STREAMS; place++) {
    const done = await navigator.locks.request(
      `sandbox-stream-${place}`,
      { ifAvailable: true },
      async (lock) => {
        if (lock) {
          await work()
        }
        return lock !== null
      },
    )
    if (done) {
      return true
    }
  }
  return false
}

/**
 * @param {number} person
 * @param {Listener} listener
 * @param {AbortSignal} signal
 * @returns {Promise<void>} resolves when the stream fails or the signal is aborted
 */
function stream(person, listener, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const source = openEvents(person)
    const end = () => {
      source.close()
      resolve()
    }
    source.onopen = listener.connected
    source.onmessage = (message) => listener.event(JSON.parse(message.data))
    source.onerror = () => {
      listener.disconnected()
      end()
    }
    signal.addEventListener("abort", end)
  })
}

/**
 * @param {number} time in milliseconds
 * @param {AbortSignal} signal ends the pause early
 * @returns {Promise<void>}
 */
function pause(time, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, signal.aborted ? 0 : time)
    signal.addEventListener("abort", () => resolve())
  })
}
