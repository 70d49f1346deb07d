// The calendar as numbers: civil seconds since 1970-01-01T00:00, proleptic Gregorian, no zone, year 0 is 1 BC.
//
// The Date of the browser is not used: it shifts days between zones and reads the years 0 to 99 as 1900 to 1999.

export const MINUTE = 60, HOUR = 3600, DAY = 86_400, YEAR = 365.2425 * DAY;
export const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const floor = Math.floor;

/** Days since 1970-01-01; the day is not checked, so that month 3, day 0 is the last of February. */
export function dayNumber(year, month, day) {
  // Years begin in March here, so that the leap day is the last of its year.
  const shifted = year - (month <= 2 ? 1 : 0), fromMarch = (month + 9) % 12;
  return 365 * shifted + floor(shifted / 4) - floor(shifted / 100) + floor(shifted / 400)
    + floor((153 * fromMarch + 2) / 5) + day - 719_469;
}

/** `[year, month, day]` of a day number. */
export function dateOf(day) {
  const era = floor((day + 719_468) / 146_097), ofEra = day + 719_468 - era * 146_097;
  const yearOfEra = floor((ofEra - floor(ofEra / 1460) + floor(ofEra / 36_524) - floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + floor(yearOfEra / 4) - floor(yearOfEra / 100));
  const fromMarch = floor((5 * ofYear + 2) / 153), month = (fromMarch + 2) % 12 + 1;
  return [400 * era + yearOfEra + (month <= 2 ? 1 : 0), month, ofYear - floor((153 * fromMarch + 2) / 5) + 1];
}

/** Monday is 0. */
export const weekday = (day) => ((day + 3) % 7 + 7) % 7;

export const at = (year, month = 1, day = 1) => dayNumber(year, month, day) * DAY;

const MOMENT = /^(-?\d{4,}|Y-?\d{5,})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?)?$/;

/** Civil seconds at the start of `2022`, `2022-03`, `-0479-08-05` or `2022-03-22T10:30:00`; null for anything else. */
export function parse(text) {
  const m = MOMENT.exec(text ?? "");
  if (!m) return null;
  const [year, month, day, hour, minute, second] = [m[1].replace("Y", ""), ...m.slice(2)].map((part) => part && Number(part));
  return at(year, month ?? 1, day ?? 1) + (hour ?? 0) * HOUR + (minute ?? 0) * MINUTE + (second ?? 0);
}

const two = (n) => String(n).padStart(2, "0");

function yearText(year) {
  if (Math.abs(year) > 9999) return `Y${year}`;
  return (year < 0 ? "-" : "") + String(Math.abs(year)).padStart(4, "0");
}

/** As the service reads it: a date, or a date and time where it is not a midnight. */
export function write(seconds) {
  const whole = Math.round(seconds), day = floor(whole / DAY), rest = whole - day * DAY;
  const [year, month, ofMonth] = dateOf(day);
  const date = `${yearText(year)}-${two(month)}-${two(ofMonth)}`;
  return rest ? `${date}T${clock(rest)}:${two(rest % 60)}` : date;
}

export const clock = (rest) => `${two(floor(rest / HOUR))}:${two(floor(rest / MINUTE) % 60)}`;

export const yearName = (year) => year > 0 ? String(year) : `${(1 - year).toLocaleString("en", { useGrouping: year < -9998 })} BC`;

export function dayName(day) {
  const [year, month, ofMonth] = dateOf(day);
  return `${ofMonth} ${MONTHS[month - 1]} ${yearName(year)}`;
}

/** Today by the clock of the reader, as civil seconds at its midnight. */
export function today() {
  const now = new Date();
  return at(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** A stretch of time in as few words as it needs: "12–19 January 2026", "1911–2031". */
export function rangeName(lo, hi) {
  const span = hi - lo;
  const first = dateOf(floor(lo / DAY)), last = dateOf(floor((hi - 1) / DAY));
  if (span > 3 * YEAR) return first[0] === last[0] ? yearName(first[0]) : `${yearName(first[0])} – ${yearName(last[0])}`;
  if (span > 60 * DAY) {
    const name = ([year, month]) => `${MONTHS[month - 1]} ${yearName(year)}`;
    return first[0] === last[0] && first[1] !== last[1] ? `${MONTHS[first[1] - 1]} – ${name(last)}` : `${name(first)} – ${name(last)}`;
  }
  const from = floor(lo / DAY), to = floor((hi - 1) / DAY);
  if (from === to) return `${dayName(from)}, ${clock(lo - from * DAY)} – ${clock(hi - floor(hi / DAY) * DAY)}`;
  if (first[0] === last[0] && first[1] === last[1]) return `${first[2]}–${last[2]} ${MONTHS[first[1] - 1]} ${yearName(first[0])}`;
  if (first[0] === last[0]) return `${first[2]} ${MONTHS[first[1] - 1]} – ${dayName(to)}`;
  return `${dayName(from)} – ${dayName(to)}`;
}

// ── Ticks ────────────────────────────────────────────────────────────────────────────────────────────────────────

// Unit, how many of it, and about how many seconds that is.
const STEPS = [
  ...[1, 5, 15, 30].map((n) => ["second", n, n]),
  ...[1, 5, 15, 30].map((n) => ["minute", n, n * MINUTE]),
  ...[1, 3, 6, 12].map((n) => ["hour", n, n * HOUR]),
  ["day", 1, DAY], ["day", 2, 2 * DAY], ["week", 1, 7 * DAY],
  ["month", 1, YEAR / 12], ["month", 3, YEAR / 4], ["month", 6, YEAR / 2],
  ...[1, 2, 5].flatMap((n) => Array.from({ length: 8 }, (_, power) => n * 10 ** power))
    .sort((a, b) => a - b).map((n) => ["year", n, n * YEAR]),
];
// What stands above each unit, so that "12" can be read as the twelfth of something.
const ABOVE = { second: "minute", minute: "day", hour: "day", day: "month", week: "month", month: "year" };

/** Ticks of `[lo, hi)`, at most about `most` of them: `{unit, n, ticks: [{at, label}], above: [{at, label}]}`. */
export function ticks(lo, hi, most) {
  const [unit, n] = STEPS.find(([, , length]) => (hi - lo) / length <= most) ?? STEPS.at(-1);
  const above = ABOVE[unit];
  return {
    unit, n,
    ticks: starts(unit, n, lo, hi).map((time) => ({ at: time, label: label(unit, time) })),
    above: above ? starts(above, 1, lo, hi, true).map((time) => ({ at: time, label: longLabel(above, time) })) : [],
  };
}

/** Where units begin in `[lo, hi)`; with `covering`, the one that is under way at `lo` too. */
export function starts(unit, n, lo, hi, covering = false) {
  const found = [];
  const [year, month, day] = dateOf(floor(lo / DAY));
  const begin = covering ? -Infinity : lo;
  const add = (time) => time >= begin && time < hi && found.push(time);
  if (unit === "year") {
    // Round numbers as they are said: 500 BC is the year −499, and the first one is AD 1.
    for (let y = floor(year / n) * n - n; at(y) < hi; y += n) {
      if (n === 1) { if (!covering || at(y + 1) > lo) add(at(y)); }
      else if (y < 0) add(at(y + 1));
      else add(at(y === 0 ? 1 : y));
    }
  } else if (unit === "month") {
    for (let m = floor((year * 12 + month - 1) / n) * n; at(floor(m / 12), m - floor(m / 12) * 12 + 1) < hi; m += n) {
      add(at(floor(m / 12), m - floor(m / 12) * 12 + 1));
    }
  } else if (unit === "week") {
    const first = floor(lo / DAY);
    for (let d = first - weekday(first); d * DAY < hi; d += 7) add(d * DAY);
  } else if (unit === "day" && n > 1) {
    // Every other day begins anew with each month, and leaves out a 31st that would stand beside the 1st.
    for (let d = floor(lo / DAY) - day; d * DAY < hi; d++) {
      const ofMonth = dateOf(d)[2];
      if (ofMonth % n === 1 && ofMonth < 31) add(d * DAY);
    }
  } else {
    const length = { day: DAY, hour: HOUR, minute: MINUTE, second: 1 }[unit] * n;
    for (let time = floor(lo / length) * length; time < hi; time += length) add(time);
  }
  return found;
}

function label(unit, time) {
  const day = floor(time / DAY), [year, month, ofMonth] = dateOf(day);
  switch (unit) {
    case "year": return yearName(year);
    case "month": return MONTHS[month - 1].slice(0, 3);
    case "week": case "day": return `${WEEKDAYS[weekday(day)].slice(0, 3)} ${ofMonth}`;
    case "second": return `:${two(time - floor(time / MINUTE) * MINUTE)}`;
  }
  return clock(time - day * DAY);
}

function longLabel(unit, time) {
  const day = floor(time / DAY), [year, month] = dateOf(day);
  if (unit === "year") return yearName(year);
  if (unit === "month") return `${MONTHS[month - 1]} ${yearName(year)}`;
  const date = `${WEEKDAYS[weekday(day)]} ${dayName(day)}`;
  return unit === "day" ? date : `${date}, ${clock(time - day * DAY)}`;
}
