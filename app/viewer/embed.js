// A saved timeline inside another page: its events in order, read with the timeline's own token.

const slug = location.pathname.split("/").pop();
const token = new URLSearchParams(location.search).get("token") ?? "";
const state = document.getElementById("state");
const list = document.getElementById("events");

const HOW = { planned: "Planned", hypothetical: "Not certain to happen", denied: "Denied" };

function element(name, text, className) {
  const made = document.createElement(name);
  // Titles, quotes and notes come from elsewhere: they are text, whatever they hold.
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function entry(event) {
  const item = document.createElement("li");
  if (event.when.precision !== "day") item.classList.add("fuzzy");
  if (event.modality !== "asserted") item.classList.add("unsure");
  const when = [event.when.display, HOW[event.modality]].filter(Boolean).join(" · ");
  item.append(element("time", when), element("h2", event.title));
  if (event.note) item.append(element("p", event.note, "note"));
  const voices = new Map();
  for (const { article } of event.reports) voices.set(article.source ?? article.title ?? "an article", article.url);
  const line = element("p", "", "voices");
  [...voices].slice(0, 5).forEach(([name, url], place) => {
    if (place) line.append(", ");
    if (/^https?:/i.test(url ?? "")) {
      const link = element("a", name);
      link.href = url;
      link.target = "_blank";
      link.rel = "noopener";
      line.append(link);
    } else line.append(name);
  });
  item.append(line);
  return item;
}

async function show() {
  const first = new URLSearchParams({ token, include: "reports", limit: "200" });
  let address = `/v1/timelines/${encodeURIComponent(slug)}/events?${first}`;
  while (address) {
    const answer = await fetch(address);
    const document_ = await answer.json();
    if (!answer.ok) throw new Error(document_.detail ?? document_.title);
    list.append(...document_.items.map(entry));
    const following = new URLSearchParams({ token, include: "reports", limit: "200", cursor: document_.next_cursor });
    address = document_.next_cursor && `/v1/timelines/${encodeURIComponent(slug)}/events?${following}`;
  }
  state.textContent = list.children.length ? "" : "Nothing has happened here yet.";
}

show().catch((failure) => {
  state.textContent = `This timeline cannot be shown. ${failure.message}`;
});
