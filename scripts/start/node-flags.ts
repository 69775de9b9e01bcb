/**
 * Node's flags for a process that serves. Young objects get room for 64 MiB: a tap's or a checkout's are garbage before
 * it is full, and with Node's own 16 many of them are copied again and again first. It costs up to 150 MB of memory.
 */
export const SERVING = ["--max-semi-space-size=64"]
