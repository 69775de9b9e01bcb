const HOURS = ["09:00", "11:00", "13:00", "15:00", "17:00", "19:00", "21:00"]

/** Windows of a new shop: six windows of two hours, every day, for delivery and pick-up. */
export const DEFAULT_WINDOWS = HOURS.slice(0, -1).map((start, index) => ({
  start,
  end: HOURS[index + 1],
  weekdays: ["1", "2", "3", "4", "5", "6", "7"],
  methods: "both" as const,
  capacity: 10,
  cut_off_minutes: 90,
  active: true,
  express_minutes: null,
}))
