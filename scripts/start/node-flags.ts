/**
 * Node flags for a process that serves requests.
 *
 * - `--max-semi-space-size=32`: most objects of a tap or a checkout die before 32 MiB are full. With Node's
 * default of 16 MiB, the collector copies many of them repeatedly. Cost: up to 50 MB of memory; 64 MiB cost 70 MB more
 * (docs/performance.md, Memory).
 * - `--heap-growing-percent=100`: the old generation may double before the next collection. V8's default
 * allows four times as much on machines with 2 GB or more: 1.4 GB for a shop that uses 250 MB.
 */
export const SERVING = ["--max-semi-space-size=32", "--heap-growing-percent=100"]

/**
 * Environment for glibc; other C libraries ignore it. By default each thread allocates from its own arena,
 * and a dozen threads that read files, compress and draw keep 80 MB for 6 MB of data.
 */
export const SERVING_ENVIRONMENT = { MALLOC_ARENA_MAX: "2" }
