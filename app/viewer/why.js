// Why this date: the steps of an explanation, told so that nobody needs to know what a rule is.

import { capital } from "./shapes.js";
import { momentWords, valueWords } from "./values.js";

const BASIS = {
  expression: (how) => `The sentence says “${how.text}”.`,
  inherited: (how) => `The sentence names no date. An earlier one says “${how.text}”, and the story is still there.`,
  publication: () => "No date is named. It is told as news of the day, so the day of publication is taken.",
};
const ANCHOR = {
  request: (day) => `The article was published on ${day}.`,
  html: (day) => `The article was published on ${day}, as its page says.`,
  url: (day) => `The article was published on ${day}, as its address says.`,
  dateline: (day) => `The article is of ${day}, as the line at its head says.`,
  received: (day) => `The article names no day of publication; it arrived here on ${day}.`,
};
// What these read is the same on whichever day it was written.
const FIXED = ["absolute", "years", "eras", "vague", "ranges"];

// Steps without a language: what the surroundings of the words have to say.
const CONTEXT = {
  past_cue: (s) => `“${s.text}” looks back, so the words are read as a time before publication.`,
  future_cue: (s) => `“${s.text}” looks ahead, so the words are read as a time to come.`,
  tense: (s) => `A time in the ${s.text} was asked for.`,
  publication: (s) => `“${s.text}” is counted from the day of publication${result(s)}.`,
  nearest: (s) => `Nothing near “${s.text}” looks back or ahead, so the nearest one is taken${result(s)}.`,
  nearest_past: (s) => `“${s.text}” is taken for the last one before publication${result(s)}, as news mostly means it.`,
  previous_date: (s) => `The date told before it says which one is meant${result(s)}.`,
  reference_time: (s) => `The date that the story has reached says which year is meant${result(s)}.`,
  date_behind: (s) => `“${s.text}” counts from the date beside it${result(s)}.`,
  stretch: (s) => `“${s.text}” is a stretch with the day of publication at one end.`,
  counted_from: (s) => s.text ? `It is counted from “${s.text}”${result(s)}.` : `It is counted from the day of publication${result(s)}.`,
  counted: (s) => `“${s.text}” from there is ${words(s.result)}.`,
  same_month: (s) => `It is a day of the month told before${result(s)}.`,
  shared_year: (s) => `Both ends share the year ${s.result}.`,
  inherited: null,
  weekday_tells_year: (s) => `Only in ${s.result} was that day a ${s.text}.`,
  weekday_tells_month: (s) => `That day is a ${s.text} in ${words(s.result)}.`,
  weekday_disagrees: (s) => `“${s.text}” is not the weekday of that date; the date is kept.`,
  reported_quarter: (s) => `The text reports on ${words(s.result)}, and it is compared with that.`,
};

// Rules that say something else than "these words are that time"; by module and rule, or by module.
const RULES = {
  "ranges.until": (s) => `“${s.text}” makes it the end: when it began is not said.`,
  "ranges.before": (s) => `“${s.text}”: some time earlier than that.`,
  "ranges.after": (s) => `“${s.text}”: from then on, and nothing says until when.`,
  "ranges.not_before": (s) => `“${s.text}”: then or later, and nothing says until when.`,
  "ranges.not_after": (s) => `“${s.text}”: then or earlier.`,
  "ranges.before_clock": (s) => `“${s.text}”: earlier on that day.`,
  "ranges.after_clock": (s) => `“${s.text}”: later on that day.`,
  "ranges.ended": (s) => `“${s.text}” is counted back from its last day${result(s)}.`,
  "ranges.since": (s) => `“${s.text}” makes it the beginning; it went on at least until the article.`,
  "ranges.from_to": (s) => `“${s.text}” is one stretch from the first date to the last.`,
  "vague.early_late": (s) => `“${s.text}” means a part of it only.`,
  "holidays.holiday": (s) => `“${s.text}” falls on ${words(s.result)}.`,
  "holidays.holy_week": (s) => `“${s.text}” is ${words(s.result)}.`,
  "fallback.dateparser": (s) => `“${s.text}” was read by a general reader of dates: ${words(s.result)}.`,
  "fallback.words": (s) => `Going by its words, no finer: ${words(s.result)}.`,
  "fallback.shared_month": (s) => `“${s.text}” shares its month with the date beside it: ${words(s.result)}.`,
};
const HEDGES = {
  about: "is approximate: the bounds are those of the words", hedge: "is approximate: the bounds are those of the words",
  nearly: "is approximate, a little less", almost: "is approximate, a little less", almost_so_long: "is approximate, a little less",
  about_so_long: "is approximate", less_than: "is an upper bound", at_most: "is an upper bound",
  more_than: "is a lower bound", over: "is a lower bound", at_least: "is a lower bound",
};
const MODULES = {
  absolute: named, years: named, eras: named, quarters: named, spelled: named,
  clock: (s) => `“${s.text}” gives the time of day: ${words(s.result)}.`,
  weekdays: (s) => `“${s.text}” is ${words(s.result)}.`,
  relative: (s) => `“${s.text}” is counted from the date it hangs on: ${words(s.result)}.`,
  anaphora: (s) => s.text ? `“${s.text}” points at a date told before: ${words(s.result)}.` : `It points at a date told before: ${words(s.result)}.`,
  social: (s) => `“${s.text}” is short for ${words(s.result)}.`,
  ranges: (s) => `“${s.text}” is one end of a stretch: ${words(s.result)}.`,
  vague: (s, rule) => HEDGES[rule] ? `“${s.text}” ${HEDGES[rule]}.` : `“${s.text}” narrows it: ${words(s.result)}.`,
  durations: (s) => `“${s.text}” is a length of time: ${words(s.result)}.`,
  sets: (s) => `“${s.text}” comes again and again.`,
  holidays: (s) => `“${s.text}” is ${words(s.result)}.`,
};

/** Words that name a time outright; where they are what we would say ourselves, that is all there is to tell. */
function named(step) {
  const time = words(step.result);
  return step.text.toLowerCase() === time.toLowerCase() ? `“${step.text}” says it outright.` : `“${step.text}” is ${time}.`;
}

const words = (value) => valueWords(value) ?? value;
// Only where the result is a date: some steps say in words what they did.
const result = (step) => valueWords(step.result) ? `: ${valueWords(step.result)}` : "";

/** One step in a sentence; null for a step that says nothing new. Undefined is a rule that this page does not know. */
export function stepWords(step) {
  if (step.rule in CONTEXT) return CONTEXT[step.rule]?.(step) ?? null;
  const [module, rule] = step.rule.split(".").slice(-2);
  return (RULES[`${module}.${rule}`] ?? MODULES[module])?.(step, rule);
}

/** A date's explanation as sentences, in the order in which it was found. */
export function sentences(when) {
  const how = when.explanation;
  if (!how) return ["Nothing in the article says when."];
  const told = [(BASIS[when.basis] ?? BASIS.expression)(how)];
  if (how.steps.some(({ rule }) => rule in CONTEXT || !FIXED.includes(rule.split(".").at(-2)))) {
    told.push((ANCHOR[how.anchor.from] ?? ANCHOR.request)(momentWords(how.anchor.value)));
  }
  for (const step of how.steps) {
    if (when.basis === "publication" && step.rule === "publication") continue;
    const sentence = stepWords(step);
    if (sentence === null) continue;
    told.push(sentence ?? `“${step.text}” is ${words(step.result)}.`);
  }
  return told.filter((sentence, index) => told.indexOf(sentence) === index).map(capital);
}

/** How sure, in words and as a figure. */
export function sureness(confidence) {
  const word = confidence >= 0.9 ? "very likely right" : confidence >= 0.75 ? "likely right" : confidence >= 0.5 ? "more likely right than not" : "a guess";
  return `${capital(word)}: ${Math.round(confidence * 100)} %`;
}

/** Another reading in a sentence. */
export function otherWords({ edtf, confidence, reason }) {
  const why = { "future reading": "if it looks ahead", "past reading": "if it looks back" }[reason] ?? reason;
  return `${capital(words(edtf))}, ${why} (${Math.round(confidence * 100)} %)`;
}
