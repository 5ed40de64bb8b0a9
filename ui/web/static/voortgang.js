// The progress of a run without pressing a button: the page itself, asked again, and what changed.
const PARTS = ["stand", "teller", "knoppen"];

async function look() {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (answer?.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const held = document.activeElement?.id;
    for (const id of PARTS) {
      const [old, now] = [document.getElementById(id), fresh.getElementById(id)];
      if (now && old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
    }
    if (held) document.getElementById(held)?.focus();
    if (!fresh.getElementById("stoppen")) {
      document.querySelector("main").append(...fresh.querySelectorAll("main > section"));
      return;
    }
  }
  setTimeout(look, 1500);
}
setTimeout(look, 1000);
