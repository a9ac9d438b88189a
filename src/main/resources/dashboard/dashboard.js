// What pages do beyond links and forms. Without it they work, but for copying and the live view.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    const text = "value" in source ? source.value : source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without TLS a browser lets only what is selected be copied.
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = "Copied";
    delete document.querySelector("[data-once]")?.dataset.once;
  });
}

// A token that is shown once must not be lost by mistake.
addEventListener("beforeunload", event => {
  if (document.querySelector("[data-once]")) {
    event.preventDefault();
  }
});

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) {
      button.disabled = true;
    }
  });
}
// The back button shows a page as it was left.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[method=post] button")) {
    button.disabled = false;
  }
});

const live = document.querySelector("[data-live]");
if (live) {
  const every = 2000;
  let timer;
  live.hidden = false;
  const look = async () => {
    const answer = await fetch(location.href, { redirect: "error" });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("results").replaceWith(page.getElementById("results"));
    }
  };
  live.addEventListener("click", () => {
    const on = live.getAttribute("aria-pressed") !== "true";
    live.setAttribute("aria-pressed", String(on));
    live.textContent = on ? "Pause" : "Live";
    clearInterval(timer);
    if (on) {
      look();
      timer = setInterval(() => look().catch(() => live.click()), every);
    }
  });
}
