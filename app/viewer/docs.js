import { fetchWithKey } from "./key.js";

// "Try it" on /docs: sends the form of an operation and shows the answer as it came.
for (const form of document.querySelectorAll("form[data-path]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const out = form.querySelector("pre");
    const query = new URLSearchParams();
    let path = form.dataset.path;
    for (const input of form.querySelectorAll("input")) {
      if (input.dataset.in === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
      else if (input.value) query.append(input.name, input.value);
    }
    const body = form.querySelector("textarea");
    out.hidden = false;
    out.textContent = "…";
    try {
      const answer = await fetchWithKey(path + (query.size ? "?" + query : ""), {
        method: form.dataset.method.toUpperCase(),
        headers: body ? { "Content-Type": body.dataset.type } : {},
        body: body ? body.value : undefined,
      });
      const text = await answer.text();
      const json = (answer.headers.get("content-type") || "").includes("json") && !text.includes("\n{");
      out.textContent = `${answer.status} ${answer.statusText}\n\n${json && text ? JSON.stringify(JSON.parse(text), null, 2) : text}`;
    } catch (error) {
      out.textContent = `The service did not answer: ${error.message}`;
    }
  });
}
