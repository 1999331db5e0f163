const dayMilliseconds = 86_400_000;

/** The day of a moment in UTC, `yyyy-mm-dd`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** Working days (Monday to Friday) after `from` up to and including `to`; holidays are not known. */
export function workingDaysBetween(from: string, to: string): number {
  const first = Date.parse(from);
  const last = Date.parse(to);
  if (Number.isNaN(first) || Number.isNaN(last) || last <= first) return 0;
  const days = Math.round((last - first) / dayMilliseconds);
  const whole = Math.floor(days / 7);
  let count = whole * 5;
  for (let day = first + (whole * 7 + 1) * dayMilliseconds; day <= last; day += dayMilliseconds) {
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count += 1;
  }
  return count;
}
