// Reviewing by keyboard: every key presses a button or link that the page has anyway, and the answer takes its place.
import { isForPage } from "./base.js";
import { suggestIn } from "./combobox.js";

const live = document.createElement("p"); // outlives the pages that take each other's place, so that it is read out
live.className = "visually-hidden";
live.setAttribute("role", "status");
live.setAttribute("aria-live", "polite");
document.body.append(live);

let busy = false;

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return closeForm();
  if (!isForPage(event) || event.repeat) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[data-key][href^="#"]');
  if (!link) return;
  event.preventDefault();
  if (link.hash === "#correct") openForm();
  else toggleKeys();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  if (!busy) submit(form, event.submitter);
});

async function submit(form, button) {
  busy = true;
  try {
    const fields = new URLSearchParams(new FormData(form, button));
    const answer = await fetch(button?.getAttribute("formaction") ?? form.action, { method: "POST", body: fields });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("#main")) throw new Error(`The workbench answered ${answer.status}`);
    take(page, answer.url, answer.ok);
  } catch (error) {
    live.textContent = `Not recorded: ${error.message}`;
    complain(live.textContent);
  } finally {
    busy = false;
  }
}

/** Put the server's answer in this page's place: to somebody who listens, first what happened, then the next claim. */
function take(page, address, isDone) {
  const main = page.querySelector("#main");
  document.querySelector("#main").replaceWith(document.adoptNode(main));
  document.title = page.title;
  const at = new URL(address);
  if (isDone) history.replaceState(null, "", at.pathname + at.search);
  prepare();
  live.textContent = ["#failed", "#told", "#changes"].map((part) => main.querySelector(part)?.textContent ?? "").join(" ").replace(/\s+/g, " ").trim();
  (main.querySelector("#title") ?? main.querySelector("h1, [role=alert]") ?? main).focus();
  scrollTo(0, 0);
}

function complain(text) {
  const line = document.createElement("p");
  line.className = "failed card wrong";
  line.setAttribute("role", "alert");
  line.textContent = text;
  document.querySelector("#main").prepend(line);
}

function openForm() {
  const form = document.querySelector("#correct");
  form.open = true;
  form.querySelector("select, input:not([type=hidden])").focus();
}

function toggleKeys() {
  const keys = document.querySelector("#keys");
  keys.open = !keys.open;
  (keys.open ? keys.querySelector("summary") : document.querySelector("#title")).focus();
}

function closeForm() {
  const form = document.querySelector("#correct[open]");
  if (!form) return;
  form.open = false;
  document.querySelector("#title")?.focus();
}

/** Another line whenever the last one of a list of parties is filled in. */
function growParties(event) {
  const group = event.target.closest("fieldset.parties");
  if (!group || group.dataset.name === "speaker") return;
  const lines = [...group.querySelectorAll(".party")];
  if (lines.some((each) => !each.querySelector("input.who").value.trim())) return;
  const line = group.querySelector("template").content.cloneNode(true);
  line.querySelector("input.who").setAttribute("aria-label", `${group.querySelector("legend").textContent} ${lines.length + 1}`);
  group.append(line);
  suggestIn(group);
}

function prepare() {
  const main = document.querySelector("#main");
  suggestIn(main);
  main.addEventListener("change", growParties);
}

prepare();
