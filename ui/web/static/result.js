// What one can do with an answer. Gradio runs this with `element`, `trigger` and `watch`.
// The conversation is kept here, in the page, and leaves it only to have a file made of it.
let conversation = [];

const drawn = () => element.querySelector(".bw-exchange");

const tell = (said) => { element.querySelector(".bw-told").textContent = said; };

const post = (address, body) => fetch(address, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

const save = async (format) => {
  const { failed, saved } = drawn().dataset;
  const language = document.documentElement.lang;
  try {
    const made = await post(drawn().dataset.export, { format, language, exchanges: conversation });
    if (!made.ok) throw new Error(made.status);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await made.blob());
    link.download = made.headers.get("content-disposition").match(/"(.+)"/)[1];
    link.click();
    URL.revokeObjectURL(link.href);
    tell(saved);
  } catch {
    tell(failed);
  }
};

// What is filled in below an answer, as far as it says anything.
const feedback = () => {
  const { verdict, reason, remark } = Object.fromEntries(new FormData(drawn().querySelector("form")));
  return verdict ? { verdict, reason: verdict === "bad" ? reason : undefined, remark } : undefined;
};

const send = async (button) => {
  const { status, citations } = conversation.at(-1).answer;
  const anchors = citations.map((citation) => citation.anchor);
  const body = { status, anchors, feedback: feedback() };
  const kept = await post(button.dataset.send, body).catch(() => ({}));
  button.disabled = kept.ok;
  tell(kept.ok ? button.dataset.sent : button.dataset.failed);
};

const copy = async (button) => {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = button.dataset.done;
  tell(button.dataset.done);
};

watch("value", () => {
  if (!drawn()) return;
  if ("begins" in drawn().dataset) conversation = [];
  conversation.push(JSON.parse(drawn().dataset.exchange));
  drawn().querySelector("form").reset(); // Gradio keeps the fields of the answer before
});

element.addEventListener("input", () => { conversation.at(-1).feedback = feedback(); });

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.copy) copy(button);
  if (button.dataset.format) save(button.dataset.format);
  if (button.dataset.send) send(button);
  if ("new" in button.dataset) trigger("click", {});
});
