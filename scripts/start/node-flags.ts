/**
 * Node's flags for a process that serves.
 *
 * - Young objects get room for 64 MiB: a tap's or a checkout's are garbage before it is full, and with Node's own 16 many
 *   of them are copied again and again first. It costs up to 150 MB of memory.
 * - Old objects may come to twice what lived at the last collection, then comes the next. Left to itself V8 allows up
 *   to four times that where it has 2 GB and more, for as long as taps are slow: 1.4 GB for a shop of 250 MB.
 */
export const SERVING = ["--max-semi-space-size=64", "--heap-growing-percent=100"]

/**
 * … and its environment, for the C library (glibc; others do not read it): by itself each thread's allocations have an
 * arena of their own, and a dozen threads that read files, compress and draw keep 80 MB for what needs 6.
 */
export const SERVING_ENVIRONMENT = { MALLOC_ARENA_MAX: "2" }
