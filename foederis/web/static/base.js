// What every page has: "/" goes to the search field, and addresses of our own that change something carry the form's mark.

export const mark = document.querySelector('meta[name="csrf"]')?.content ?? "";

/** Sends a form's fields and gives the JSON answer; an Error with what the server says went wrong. */
export async function send(path, fields) {
  const body = new URLSearchParams({ ...fields, csrf: mark });
  const answer = await fetch(path, { method: "POST", body, headers: { accept: "application/json" } });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? `The workbench answered ${answer.status}`);
  return told;
}

/** Asks for JSON; an Error with what the server says went wrong. */
export async function ask(path, options = {}) {
  const answer = await fetch(path, { headers: { accept: "application/json" }, ...options });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? `The workbench answered ${answer.status}`);
  return told;
}

/** Whether a key is meant for the page: not for a field in which somebody writes, nor a browser's own shortcut. */
export function isForPage(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, textarea, [contenteditable]");
}

const pages = document.querySelector(".top nav"); // on a narrow screen it scrolls: the page one is on is to be seen
const current = pages?.querySelector("[aria-current]");
if (current) pages.scrollLeft = current.offsetLeft - pages.offsetLeft - (pages.clientWidth - current.offsetWidth) / 2;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || !isForPage(event)) return;
  event.preventDefault();
  document.querySelector(".find input")?.focus();
});
