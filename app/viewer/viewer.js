// The timeline page: events from /v1/events, why each date, and a box to read an article. Everything that comes from
// an article is put into the page as text, never as markup.

const $ = (selector) => document.querySelector(selector);
const filters = $("#filters"), list = $("#events"), state = $("#state"), more = $("#more");
let next = null, heading = null, asked = 0;

function make(tag, properties = {}, ...children) {
  const { className, ...attributes } = properties;
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

async function call(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) {
    const fields = (body.errors ?? []).map((error) => `${error.pointer.slice(1) || "article"}: ${error.detail}`);
    throw new Error(fields.join(" ") || body.detail || `The service answered ${answer.status}.`);
  }
  return body;
}

function say(text, bad = false) {
  state.textContent = text;
  state.className = bad ? "bad" : "";
}

// ── The list ─────────────────────────────────────────────────────────────────────────────────────────────────────

function query() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(filters)) if (value) asked.append(name, value);
  if (asked.get("sort") === "when") asked.delete("sort");
  return asked;
}

async function show(append = false) {
  const mine = ++asked;
  const wanted = query();
  if (!append) {
    history.replaceState(null, "", wanted.size ? "?" + wanted : location.pathname);
    next = null;
  }
  if (next) wanted.set("cursor", next);
  else wanted.set("count", "exact");
  say("Loading …");
  try {
    const page = await call("/v1/events?" + wanted);
    if (mine !== asked) return;
    if (!append) {
      list.replaceChildren();
      heading = null;
      say(page.count === 1 ? "1 event" : `${page.count} events`);
      if (!page.count) say("No events. Widen the filters, or read an article above and add it.");
    } else say("");
    for (const event of page.items) add(event);
    next = page.next_cursor;
    more.hidden = !next;
  } catch (error) {
    if (mine === asked) say(error.message, true);
  }
}

function yearOf(civil) {
  const year = Number(civil.replace(/^Y/, "").match(/^-?\d+/)[0]);
  return year > 0 ? String(year) : `${1 - year} BC`;
}

function add(event) {
  const dated = event.when.earliest ?? event.when.latest;
  const year = event.when.earliest ? yearOf(event.when.earliest) : dated ? "Open beginning" : "Undated";
  if (year !== heading && (filters.sort.value === "when" || filters.sort.value === "-when")) {
    heading = year;
    list.append(make("li", { className: "heading" }, year));
  }
  const fine = ["day", "part_of_day", "hour", "minute", "second"].includes(event.when.precision);
  const told = event.evidence.independent_sources;
  const why = make("details", { className: "why" }, make("summary", {}, "Why this date?"));
  why.addEventListener("toggle", () => why.open && !why.dataset.loaded && explain(event, why));
  list.append(
    make("li", { className: dated ? (fine ? "" : "fuzzy") : "undated" },
      make("div", { className: "when" }, event.when.display,
        make("span", { className: "tag" }, told === 1 ? "1 source" : `${told} sources`),
        event.modality === "asserted" ? null : make("span", { className: "tag" }, event.modality),
        ...event.flags.map((flag) => make("span", { className: "tag" }, flag.replaceAll("_", " ")))),
      make("div", { className: "title" }, event.title), why));
}

// ── Why this date ────────────────────────────────────────────────────────────────────────────────────────────────

const BASIS = {
  expression: "The sentence names the date.",
  inherited: "An earlier sentence names the date, and it still holds.",
  publication: "No date is named: news of the day it was published on.",
  none: "Nothing in the article dates it.",
};

async function explain(event, details) {
  const body = make("div", { className: "why-body" }, "Loading …");
  details.append(body);
  details.dataset.loaded = "yes";
  try {
    const [whole, reports] = await Promise.all([
      call(`/v1/events/${event.id}`),
      call(`/v1/events/${event.id}/reports?include=explanation&limit=50`),
    ]);
    body.replaceChildren(reason(whole.when));
    const votes = Object.entries(whole.evidence.date_votes);
    if (votes.length > 1) body.append(make("p", {}, "Sources differ: ", votes.map(([date, n]) => `${date} × ${n}`).join(", "), "."));
    for (const report of reports.items) body.append(quote(report));
  } catch (error) {
    body.replaceChildren(make("p", { className: "bad" }, error.message));
    delete details.dataset.loaded;
  }
}

function reason(when) {
  const box = make("div", {}, make("p", {}, BASIS[when.basis]));
  const how = when.explanation;
  if (how) {
    box.append(make("p", {}, "“", make("mark", {}, how.text), "” is read from ", how.anchor.value, ":"));
    box.append(make("ul", { className: "steps" },
      ...how.steps.map((step) => make("li", {}, `“${step.text}” → `, make("code", {}, step.result), " ", make("small", {}, step.rule)))));
  }
  const edtf = when.edtf ? make("p", {}, make("code", {}, when.edtf), ` ${when.earliest ?? "…"} up to ${when.latest ?? "…"}, confidence ${Math.round(when.confidence * 100)} %`) : null;
  if (edtf) box.append(edtf);
  for (const other of when.alternatives) box.append(make("p", {}, "It could also be ", make("code", {}, other.edtf), ` (${other.reason}).`));
  return box;
}

function quote(report) {
  const { start, part } = report.sentence, how = report.when.explanation;
  // Offsets count code points, of which a string of this language may need two units each.
  const text = [...report.sentence.text], cut = (from, to) => text.slice(from, to).join("");
  const inside = how && how.part === part && how.start >= start && how.end <= start + text.length;
  const words = inside
    ? [cut(0, how.start - start), make("mark", {}, cut(how.start - start, how.end - start)), cut(how.end - start)]
    : [report.sentence.text];
  const article = report.article;
  const name = [article.source, article.title].filter(Boolean).join(": ") || "an article";
  return make("blockquote", {}, ...words, make("cite", {},
    article.url ? make("a", { href: article.url, rel: "noreferrer" }, name) : name, `, ${article.published_at}`));
}

// ── Reading an article ───────────────────────────────────────────────────────────────────────────────────────────

$("#reader").addEventListener("submit", async (submitted) => {
  submitted.preventDefault();
  const out = $("#reading");
  const body = {};
  for (const [name, value] of new FormData(submitted.target)) if (value.trim()) body[name] = value;
  const store = submitted.submitter?.value === "add";
  out.replaceChildren("Reading …");
  try {
    const answer = await call(`/v1/${store ? "articles" : "extractions"}?offsets=utf16`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    out.replaceChildren(...read(answer));
    if (store) show();
  } catch (error) {
    out.replaceChildren(make("p", { className: "bad" }, error.message));
  }
});

const OUTCOMES = { extracted: "Read, not stored:", created: "Added:", revised: "Added anew:", unchanged: "Known already:" };

function read(answer) {
  const { text } = answer.article;
  const marked = make("div", { className: "article" });
  let at = 0;
  for (const mention of answer.mentions) {
    if (mention.part !== "text" || mention.start < at) continue;
    const title = mention.status === "ok" ? `${mention.when.timex3?.value ?? ""} ${mention.when.display}` : mention.status;
    marked.append(text.slice(at, mention.start), make("mark", { title, className: mention.status }, text.slice(mention.start, mention.end)));
    at = mention.end;
  }
  marked.append(text.slice(at));
  const events = make("ul", {}, ...answer.events.map((event) =>
    make("li", {}, make("b", {}, event.when.display), `: ${event.title}`, event.modality === "asserted" ? null : ` (${event.modality})`)));
  return [
    ...answer.warnings.map((warning) => make("p", {}, warning.detail)),
    make("p", {}, `${OUTCOMES[answer.outcome]} ${answer.events.length} events, ${answer.mentions.length} expressions of time.`), events, marked,
  ];
}

// ── Start ────────────────────────────────────────────────────────────────────────────────────────────────────────

for (const [name, value] of new URLSearchParams(location.search)) {
  const field = filters.elements.namedItem(name);
  if (!field) continue;
  if (field.type === "checkbox") field.checked = field.value === value;
  else field.value = value;
}
filters.addEventListener("submit", (submitted) => { submitted.preventDefault(); show(); });
filters.addEventListener("change", () => show());
more.addEventListener("click", () => show(true));
show();
