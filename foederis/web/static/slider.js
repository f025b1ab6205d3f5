// Days on a slider: numbers from the first day, and steps by months.

const DAY = 86_400_000;

/** The ISO date that lies `days` after the ISO date `first`. */
export function dayAt(first, days) {
  return new Date(Date.parse(first) + days * DAY).toISOString().slice(0, 10);
}

/** How many days the ISO date `day` lies after `first`. */
export function daysTo(first, day) {
  return Math.round((Date.parse(day) - Date.parse(first)) / DAY);
}

/** The ISO date `months` later, at most the last day of its month. */
export function monthsLater(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Gives PageUp and PageDown the meaning of a month, with shift of a year; `moved` is called after. */
export function byMonths(slider, moved) {
  slider.addEventListener("keydown", (event) => {
    const way = { PageUp: 1, PageDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const { first } = slider.dataset;
    const day = monthsLater(dayAt(first, Number(slider.value)), way * (event.shiftKey ? 12 : 1));
    slider.value = daysTo(first, day);
    moved();
  });
}
