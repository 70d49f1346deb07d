// One event, opened: who tells it in which words, and why it has this date.

import { $, make, plural, webAddress } from "./dom.js";
import { Failure, event as load } from "./service.js";
import { capital, flagWords, modalityWords } from "./shapes.js";
import { boundsWords, momentWords, valueWords } from "./values.js";
import { otherWords, sentences, sureness } from "./why.js";

/** @param on `close()`; `go(event)`: show it on the axis; `filter(name, value)`; `step(±1)`: the next or previous event */
export function details(root, on) {
  const body = $(".details-body", root);
  let wanted = 0;
  $(".details-close", root).addEventListener("click", () => on.close());
  $(".details-next", root).addEventListener("click", () => on.step(1));
  $(".details-previous", root).addEventListener("click", () => on.step(-1));
  $(".details-go", root).addEventListener("click", () => on.go());
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); on.close(); } });

  return {
    /** Open an event; `known` is what the list says of it, so that there is something to read at once. */
    async open(id, known, { focus = true } = {}) {
      const mine = ++wanted;
      root.hidden = false;
      body.replaceChildren(...head(known), make("p", { className: "quiet" }, "Loading …"));
      body.scrollTop = 0;
      if (focus) $("h2", body)?.focus({ preventScroll: true });
      try {
        const event = await load(id);
        if (mine !== wanted) return null;
        const focused = body.contains(document.activeElement);
        body.replaceChildren(...head(event), ...rest(event, on));
        if (focused) $("h2", body).focus({ preventScroll: true });
        return event;
      } catch (error) {
        if (mine !== wanted) return null;
        const message = error instanceof Failure && error.status === 404 ? "This event is not there any more." : error.message;
        body.replaceChildren(...head(known), make("p", { className: "bad", role: "alert" }, message));
        return null;
      }
    },
    close() {
      wanted++;
      root.hidden = true;
    },
  };
}

function head(event) {
  if (!event) return [make("h2", { tabindex: "-1" }, "Event")];
  const notes = [modalityWords(event.modality), ...event.flags.map(flagWords)].filter(Boolean);
  if (event.status !== "active") notes.unshift(event.status);
  return [
    make("p", { className: "details-when" }, capital(event.when.display)),
    make("h2", { tabindex: "-1", dir: "auto" }, event.title),
    notes.length ? make("p", { className: "notes" }, notes.map((note) => make("span", { className: "note" }, capital(note)))) : null,
  ].filter(Boolean);
}

function rest(event, on) {
  const { when } = event;
  return [
    event.entities.length ? make("p", { className: "names" }, event.entities.map((entity) =>
      make("button", { type: "button", className: "name", onclick: () => on.filter("entity", entity.name), title: `Only events with ${entity.name}` }, entity.name))) : null,
    section("Why this date",
      make("ol", { className: "steps" }, sentences(when).map((sentence) => make("li", {}, marked(sentence)))),
      boundsWords(when) ? make("p", {}, "It lies ", make("b", {}, boundsWords(when)), ". ", sureness(when.confidence), ".") : null,
      when.alternatives.length ? make("p", {}, "It could also be: ", when.alternatives.map((other, index) => [index ? "; " : "", otherWords(other)]), ".") : null),
    votes(event),
    section(plural(event.reports.length, "report") + (event.more_reports ? " and more" : ""), event.reports.map((report) => telling(report, event))),
    make("details", { className: "record" }, make("summary", {}, "For the record"), record(event)),
  ].filter(Boolean);
}

const section = (title, ...children) => make("section", {}, make("h3", {}, title), children);

/** Quoted words of a sentence, marked as in the article. */
function marked(sentence) {
  return sentence.split(/(“[^”]*”)/).map((part) => part.startsWith("“") && part.length > 2
    ? make("span", { className: "said", dir: "auto" }, part) : part);
}

function votes({ evidence, when }) {
  const dates = Object.entries(evidence.date_votes).sort((a, b) => b[1] - a[1]);
  if (dates.length < 2) return null;
  const most = dates[0][1];
  return section("Sources differ", make("table", { className: "votes" }, make("tbody", {}, dates.map(([date, n]) => {
    const bar = make("i");
    bar.style.width = `${n / most * 100}%`;
    return make("tr", { className: date === when.edtf ? "chosen" : "" },
      make("th", { scope: "row" }, capital(valueWords(date) ?? date)), make("td", {}, bar), make("td", {}, plural(n, "voice")));
  }))));
}

function telling(report, event) {
  const { article, sentence, attribution, when } = report, how = when.explanation;
  const name = article.source || "An article";
  const address = webAddress(article.url), title = article.title || (address ? "Read the article" : null);
  const inside = how && when.basis !== "publication" && how.part === sentence.part && how.start >= sentence.start
    && how.end <= sentence.start + sentence.text.length;
  const words = inside ? [
    sentence.text.slice(0, how.start - sentence.start),
    make("mark", {}, sentence.text.slice(how.start - sentence.start, how.end - sentence.start)),
    sentence.text.slice(how.end - sentence.start),
  ] : [sentence.text];
  return make("article", { className: "telling" },
    make("blockquote", { dir: "auto" }, words),
    make("p", { className: "byline" },
      make("b", {}, name), title ? [", ", address ? make("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, title) : title] : null,
      ` · ${momentWords(article.published_at)}`),
    attribution ? make("p", { className: "byline" }, `As told by ${attribution.speaker}.`) : null,
    when.edtf !== event.when.edtf ? make("p", { className: "byline" }, `Here dated ${when.display}.`) : null,
    !inside && how && when.basis === "inherited" ? make("p", { className: "byline" }, "Dated by an earlier sentence: ", make("mark", {}, how.text), ".") : null);
}

function record(event) {
  const { when } = event, how = when.explanation;
  const rows = [
    ["EDTF", when.edtf], ["Bounds", when.earliest || when.latest ? `${when.earliest ?? "…"} up to ${when.latest ?? "…"}` : null],
    ["TIMEX3", when.timex3 && [when.timex3.type, when.timex3.value, when.timex3.mod].filter(Boolean).join(" ")],
    ["Instant", when.at], ["Basis", when.basis],
    ["Rules", how?.steps.map((step) => step.rule).join(", ")], ["Grammar", how?.grammar], ["Revision", event.revision],
  ].filter(([, value]) => value);
  return make("dl", {}, rows.map(([term, value]) => [make("dt", {}, term), make("dd", {}, String(value))]),
    make("dt", {}, "Everything"), make("dd", {}, make("a", { href: `/v1/events/${event.id}` }, "as JSON")));
}
