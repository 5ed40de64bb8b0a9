// Leave at once: a click on the link, or Shift three times within five seconds.
// After GOV.UK's "exit this page". Nothing is stored; without script the link is a plain link.
{
  const link = document.querySelector(".bw-exit");
  const title = document.title;
  const announcer = document.body.appendChild(document.createElement("p"));
  const cover = document.createElement("div");
  let presses = 0;
  let timer;
  let typed = false; // Shift that made a capital is no signal

  announcer.className = "bw-hidden";
  announcer.setAttribute("role", "status");
  cover.className = "bw-cover";
  cover.setAttribute("role", "alert");

  const forget = (said) => {
    clearTimeout(timer);
    presses = 0;
    announcer.textContent = said;
  };

  const leave = () => {
    document.title = link.dataset.wait;
    document.documentElement.classList.add("bw-left");
    document.body.append(cover);
    cover.textContent = link.dataset.wait;
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  // Gradio and a form may keep key events to themselves: hence in the capture phase.
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      typed = event.shiftKey;
      if (presses) forget("");
    } else if (typed) {
      typed = false;
    } else if (++presses === 3) {
      leave();
    } else {
      if (presses === 1) timer = setTimeout(() => forget(link.dataset.over), 5000);
      announcer.textContent = presses === 1 ? link.dataset.two : link.dataset.one;
    }
  }, true);

  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.classList.remove("bw-left");
    cover.remove();
    document.title = title;
    forget("");
  });
}
