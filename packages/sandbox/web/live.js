// @ts-check
/** The stream of one person's events, kept up through restarts of the server. */

import { openEvents } from "./api.js"

/** @import { SandboxEvent } from "../telegram/control-types" */
/**
 * @typedef {object} Listener
 * @property {() => void} connected told at every connection: what happened meanwhile must then be read anew
 * @property {() => void} disconnected
 * @property {(event: SandboxEvent) => void} event
 */

const RETRY_MS = 1000
/** Windows that nobody looks at give their stream back. */
const HIDDEN_MS = 20_000
/**
 * A browser allows six connections to one server, for all its windows together. So many of them may be streams; the
 * windows beyond ask every now and then.
 */
const STREAMS = 4
const ASK_MS = 1500

/**
 * @param {number} person
 * @param {Listener} listener
 * @returns {() => void} ends it
 */
export function followEvents(person, listener) {
  const visit = new AbortController()
  /** @type {AbortController | undefined} */
  let looking
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let hiding

  const stop = () => {
    looking?.abort()
    looking = undefined
  }
  const visibilityChanged = () => {
    clearTimeout(hiding)
    if (document.hidden) {
      hiding = setTimeout(stop, HIDDEN_MS)
    } else if (!looking) {
      looking = new AbortController()
      follow(person, listener, looking.signal)
    }
  }
  document.addEventListener("visibilitychange", visibilityChanged, { signal: visit.signal })
  visibilityChanged()
  return () => {
    clearTimeout(hiding)
    visit.abort()
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
    await pause(streamed ? RETRY_MS : ASK_MS, signal)
  }
}

/**
 * Does the work if one of the few places for streams is free, and holds it that long.
 *
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} whether there was a place
 */
async function withFreePlace(work) {
  // Browsers know locks on this machine's own addresses and over HTTPS only.
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
 * @returns {Promise<void>} when the stream broke, or is wanted no more
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
 * @param {AbortSignal} signal ends it early
 * @returns {Promise<void>}
 */
function pause(time, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, signal.aborted ? 0 : time)
    signal.addEventListener("abort", () => resolve())
  })
}
