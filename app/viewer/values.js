// Dates as the service writes them for programs (EDTF, TIMEX3), told for people.

import { clock, dateOf, dayName, dayNumber, MONTHS, parse, weekday, WEEKDAYS, yearName } from "./civil.js";

const SEASONS = ["spring", "summer", "autumn", "winter"];
const SEASON_CODES = { SP: 0, SU: 1, FA: 2, AU: 2, WI: 3 };
const PARTS = { MO: "morning", MI: "midday", AF: "afternoon", EV: "evening", NI: "night", DT: "daytime" };
const REFERENCES = { PAST_REF: "some time in the past", PRESENT_REF: "the present", FUTURE_REF: "some time to come" };
const UNITS = { Y: "year", M: "month", W: "week", D: "day", H: "hour", S: "second", Q: "quarter", DE: "decade", CE: "century",
  ML: "millennium", WE: "weekend", SP: "spring", SU: "summer", FA: "autumn", WI: "winter", MO: "morning", NI: "night", EV: "evening" };

const ordinal = (n) => `${n}${n % 100 > 10 && n % 100 < 14 ? "th" : ["th", "st", "nd", "rd"][n % 10] ?? "th"}`;
const year = (text) => yearName(Number(text.replace("Y", "")));
const age = (digits, unit) => {
  const n = Number(digits.replace("-", ""));
  return digits.startsWith("-") ? `the ${ordinal(n + 1)} ${unit} BC` : `the ${ordinal(n + 1)} ${unit}`;
};

const FORMS = [
  [/^(-?\d{4,}|Y-?\d+)-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?$/, (m) => `${day(m)}, ${m[4]}:${m[5]}`],
  [/^(-?\d{4,}|Y-?\d+)-(\d\d)-(\d\d)T(\d\d)$/, (m) => `${day(m)}, ${m[4]}:00`],
  [/^(-?\d{4,}|Y-?\d+)-(\d\d)-(\d\d)T(MO|MI|AF|EV|NI|DT)$/, (m) => `${day(m)}, ${PARTS[m[4]]}`],
  [/^(-?\d{4,}|Y-?\d+)-(\d\d)-(\d\d)$/, (m) => day(m)],
  [/^(\d{4})-W(\d\d)(-WE)?$/, (m) => week(Number(m[1]), Number(m[2]), m[3])],
  [/^(-?\d{4,}|Y-?\d+)-Q([1-4])$/, (m) => `the ${ordinal(Number(m[2]))} quarter of ${year(m[1])}`],
  [/^(-?\d{4,}|Y-?\d+)-H([12])$/, (m) => `the ${["first", "second"][m[2] - 1]} half of ${year(m[1])}`],
  [/^(-?\d{4,}|Y-?\d+)-(SP|SU|FA|AU|WI)$/, (m) => season(m[1], SEASON_CODES[m[2]])],
  [/^(-?\d{4,}|Y-?\d+)-(2[1-9]|3[0-2])$/, (m) => season(m[1], (m[2] - 21) % 4)],
  [/^(-?\d{4,}|Y-?\d+)-(3[3-6])$/, (m) => `the ${ordinal(m[2] - 32)} quarter of ${year(m[1])}`],
  [/^(-?\d{4,}|Y-?\d+)-(4[01])$/, (m) => `the ${["first", "second"][m[2] - 40]} half of ${year(m[1])}`],
  [/^(-?\d{4,}|Y-?\d+)-(\d\d)$/, (m) => `${MONTHS[m[2] - 1] ?? m[2]} ${year(m[1])}`],
  [/^XXXX-(\d\d)$/, (m) => MONTHS[m[1] - 1]],
  [/^XXXX-WXX-([1-7])$/, (m) => WEEKDAYS[m[1] - 1]],
  [/^BC(\d+)$/, (m) => `${Number(m[1])} BC`],
  [/^(-?\d{3})X?$/, (m) => m[1].startsWith("-") ? `the ${Number(m[1].slice(1))}0s BC` : `the ${Number(m[1])}0s`],
  [/^(-?\d\d)(XX)?$/, (m) => age(m[1], "century")],
  [/^(-?\d)(XXX)?$/, (m) => age(m[1], "millennium")],
  [/^(-?\d{4}|Y-?\d{5,})$/, (m) => year(m[1])],
  [/^T(\d\d):(\d\d)(?::\d\d)?$/, (m) => `${m[1]}:${m[2]}`],
  [/^T(MO|MI|AF|EV|NI|DT)$/, (m) => PARTS[m[1]]],
  [/^P(T?)(\d+(?:\.\d+)?|X)([A-Z]+)$/, (m) => duration(m[2], m[1] && m[3] === "M" ? "minute" : UNITS[m[3]])],
];

const day = (m) => dayName(dayNumber(Number(m[1].replace("Y", "")), Number(m[2]), Number(m[3])));

function season(text, n) {
  const of = Number(text.replace("Y", ""));
  return `${SEASONS[n]} ${n === 3 && of > 0 ? `${of}–${String((of + 1) % 100).padStart(2, "0")}` : yearName(of)}`;
}

function week(of, n, end) {
  // Week 1 is the one with 4 January in it.
  const fourth = dayNumber(of, 1, 4), monday = fourth - weekday(fourth) + (n - 1) * 7;
  return end ? `the weekend of ${dayName(monday + 5)}` : `the week of Monday ${dayName(monday)}`;
}

function duration(n, unit) {
  if (!unit) return null;
  if (n === "X") return `some ${unit === "century" ? "centuries" : `${unit}s`}`;
  return `${n} ${Number(n) === 1 ? unit : unit === "century" ? "centuries" : `${unit}s`}`;
}

/** A value in words, or null where it is none of the known forms. */
export function valueWords(value) {
  if (!value) return null;
  if (REFERENCES[value]) return REFERENCES[value];
  const choice = /^\[(.*)\]$/.exec(value)?.[1];
  if (choice) {
    if (choice.startsWith("..")) return lead("before", choice.slice(2));
    if (choice.endsWith("..")) return lead("after", choice.slice(0, -2));
    return null;
  }
  if (value.includes("/")) {
    const [from, to] = value.split("/");
    if (!from || from === "..") return lead("until", to);
    if (!to || to === "..") return lead("since", from);
    const first = valueWords(from), last = valueWords(to);
    return first && last && (stretch(from, to) ?? `${first} to ${last}`);
  }
  if (/[~?%]$/.test(value)) return lead(value.endsWith("?") ? "perhaps" : "about", value.slice(0, -1));
  for (const [form, words] of FORMS) {
    const m = form.exec(value);
    if (m) return words(m);
  }
  return null;
}

function lead(word, value) {
  const words = valueWords(value);
  return words && `${word} ${words}`;
}

/** Two days as one range: "2–5 March 2022"; "about" where it is so. */
function stretch(from, to) {
  const about = to.endsWith("~") || from.endsWith("~") ? "about " : "";
  const [first, last] = [from, to].map((each) => each.replace(/[~?%]$/, ""));
  if (![first, last].every((each) => /-\d\d-\d\d$/.test(each))) return null;
  const days = [first, last].map((each) => parse(each) / 86_400), [a, b] = days.map(dateOf);
  if (a[0] === b[0] && a[1] === b[1]) return `${about}${a[2]}–${b[2]} ${MONTHS[b[1] - 1]} ${yearName(b[0])}`;
  if (a[0] === b[0]) return `${about}${a[2]} ${MONTHS[a[1] - 1]} – ${dayName(days[1])}`;
  return `${about}${dayName(days[0])} – ${dayName(days[1])}`;
}

/** A civil moment or an instant as an article carries it: "Monday 19 January 2026, 08:30". */
export function momentWords(text) {
  const m = /^(-?\d{4,}|Y-?\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(text ?? "");
  if (!m) return valueWords(text) ?? text;
  const number = parse(`${m[1]}-${m[2]}-${m[3]}`) / 86_400;
  return `${WEEKDAYS[weekday(number)]} ${dayName(number)}${m[4] ? `, ${m[4]}:${m[5]}` : ""}`;
}

/** The bounds of a date, the last moment included: "from 1 March 2022 to 10 March 2022". */
export function boundsWords({ earliest, latest }) {
  const first = parse(earliest), end = parse(latest);
  if (first === null && end === null) return null;
  if (first === null) return `before ${moment(end)}`;
  if (end === null) return `from ${moment(first)} on`;
  if (first % 86_400 === 0 && end % 86_400 === 0) {
    const last = end - 86_400;
    return first === last ? `on ${moment(first)}` : `from ${moment(first)} to ${moment(last)}`;
  }
  return `from ${moment(first)} to ${moment(end)}`;
}

function moment(seconds) {
  const number = Math.floor(seconds / 86_400), rest = seconds - number * 86_400;
  return dayName(number) + (rest ? `, ${clock(rest)}` : "");
}
