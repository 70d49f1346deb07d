// Reading an article: what is found in it is shown before anything is stored.

import { $, make, plural } from "./dom.js";
import { read } from "./service.js";
import { capital, flagWords, modalityWords } from "./shapes.js";
import { hideTip, showTip } from "./tip.js";
import { boundsWords, valueWords } from "./values.js";
import { sentences, sureness } from "./why.js";

const OUTCOMES = { created: "Added to the timeline", revised: "Known, and read anew", unchanged: "Known already; nothing changed" };
const STATUS = { impossible: "There is no such day, so it dates nothing.", boilerplate: "In a line that is no part of the article." };

/** @param on `added(answer)`: the article was stored; `show(article)`: its events are to be seen on the timeline */
export function reader(root, on) {
  const form = $("form", root), result = $(".reading", root), state = $(".reading-state", root);
  let asked = 0;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const store = event.submitter?.value === "add", mine = ++asked;
    const article = {};
    for (const [name, value] of new FormData(form)) if (value.trim()) article[name] = value;
    say(store ? "Adding …" : "Reading …");
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    try {
      const answer = await read(article, { store });
      if (mine !== asked) return;
      show(answer, store);
      root.classList.add("done");
      if (store) on.added(answer);
    } catch (error) {
      if (mine === asked) { say(error.message, true); result.replaceChildren(); }
    } finally {
      for (const button of form.querySelectorAll("button")) button.disabled = false;
    }
  });

  $(".reading-again", form).addEventListener("click", () => {
    root.classList.remove("done");
    $("textarea", form).focus();
  });

  function say(text, bad = false) {
    state.textContent = text;
    state.classList.toggle("bad", bad);
  }

  function show({ outcome, article, events, mentions, warnings }, stored) {
    hideTip();
    const found = `${plural(events.length, "event")}, ${plural(mentions.length, "expression")} of time`;
    say(stored ? `${OUTCOMES[outcome]}: ${found}.` : `Not stored yet: ${found}.`);
    const title = article.title ? make("h3", { dir: "auto" }, ...highlighted(article.title, mentions, "title")) : null;
    const text = article.text === null ? null : make("div", { className: "reading-text", dir: "auto" }, ...highlighted(article.text, mentions, "text"));
    const where = { title, text };
    result.replaceChildren(
      make("div", { className: "reading-article" },
        ...warnings.map((warning) => make("p", { className: "warning" }, warning.detail)),
        stored ? make("p", {}, make("button", { type: "button", onclick: () => on.show(article) }, "Show its events on the timeline")) : null,
        title, text),
      make("ol", { className: "reading-events", "aria-label": "Events of the article" },
        events.map((event) => told(event, where)),
        events.length ? null : make("li", { className: "quiet" }, "No event was found. Sentences that say what happened are events; lists and opinions are not.")));
    state.scrollIntoView({ block: "nearest" });
  }

  return {
    focus: () => $("textarea", form).focus(),
  };
}

/** The text with its expressions of time marked; each can be pointed at or reached by the keyboard. */
function highlighted(text, mentions, part) {
  const pieces = [];
  let at = 0;
  for (const mention of mentions.filter((each) => each.part === part).sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mention.start < at) continue;
    pieces.push(text.slice(at, mention.start), mark(mention));
    at = mention.end;
  }
  return [...pieces, text.slice(at)];
}

function mark(mention) {
  const { when, status } = mention;
  const value = status === "impossible" ? "no such day" : when.kind === "undated" ? valueWords(when.timex3?.value) ?? "no date of its own" : when.display;
  const explain = () => showTip(element, make("strong", {}, capital(value)),
    STATUS[status] ? make("p", {}, STATUS[status]) : null,
    when.explanation && status !== "impossible" ? make("ol", {}, sentences(when).slice(1).map((sentence) => make("li", {}, sentence))) : null,
    when.kind === "undated" ? null : make("p", {}, [boundsWords(when) && `It lies ${boundsWords(when)}. `, sureness(when.confidence)].filter(Boolean).join("")));
  const element = make("mark", { className: `${status} ${when.kind}`, tabindex: "0", "aria-describedby": "tip",
    onpointerenter: explain, onfocus: explain, onclick: explain, onpointerleave: hideTip, onblur: hideTip }, mention.text);
  return element;
}

function told(event, where) {
  const report = event.reports?.[0], { when } = event;
  const notes = [modalityWords(event.modality), ...event.flags.map(flagWords)].filter(Boolean);
  const light = (on) => () => report && lightUp(on ? where[report.sentence.part] : null, report.sentence);
  return make("li", { onpointerenter: light(true), onpointerleave: light(false), onfocusin: light(true), onfocusout: light(false) },
    make("p", { className: "row-when" }, capital(when.display)),
    make("p", { className: "row-title", dir: "auto" }, event.title),
    notes.length ? make("p", { className: "row-notes" }, notes.join(" · ")) : null,
    make("details", {}, make("summary", {}, "Why this date"), make("ol", { className: "steps" }, sentences(when).map((sentence) => make("li", {}, sentence))),
      make("p", {}, sureness(when.confidence), ".")));
}

/** Light up the sentence of an event, in browsers that can without touching the text. */
function lightUp(element, sentence) {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete("sentence");
  if (!element) return;
  const range = new Range(), walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = at + node.length;
    if (!begun && sentence.start < end) { range.setStart(node, sentence.start - at); begun = true; }
    if (begun && sentence.end <= end) { range.setEnd(node, sentence.end - at); break; }
    at = end;
  }
  CSS.highlights.set("sentence", new Highlight(range));
}
