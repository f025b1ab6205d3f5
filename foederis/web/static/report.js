// One claim at a time beside the text: pointed at, focused, or stepped to with j and k.
import { ask, isForPage } from "./base.js";

const text = document.querySelector("article.text");
const refs = [...text.querySelectorAll("a.ref")];
const told = document.querySelector("#told");
let chosen = null;

text.addEventListener("focusin", (event) => choose(event.target.closest("a.ref")));
text.addEventListener("pointerover", (event) => choose(refOf(event.target)));
text.addEventListener("click", (event) => {
  const sentence = event.target.closest("mark.said");
  if (sentence && !String(getSelection())) refOf(sentence)?.focus();
});

document.addEventListener("keydown", (event) => {
  if (!isForPage(event)) return;
  const step = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[event.key];
  if (step && refs.length) {
    event.preventDefault();
    const at = refs.indexOf(chosen);
    const next = refs[at < 0 ? (step > 0 ? 0 : refs.length - 1) : Math.max(0, Math.min(refs.length - 1, at + step))];
    next.focus();
    next.scrollIntoView({ block: "center" });
    told.textContent = next.getAttribute("aria-label");
  } else if (event.key === "Escape") close();
  else if (event.key === "r" && chosen) location.assign(`/review/${encodeURIComponent(chosen.dataset.claim)}`);
});

function refOf(target) {
  const ref = target.closest("a.ref");
  if (ref) return ref;
  const ids = target.closest("mark.said")?.dataset.claims.split(" ") ?? [];
  const of = refs.filter((each) => ids.includes(each.dataset.claim));
  return of.includes(chosen) ? chosen : of[0];
}

function choose(ref) {
  if (!ref || ref === chosen) return;
  chosen?.classList.remove("chosen");
  document.querySelector(".card.claim.shown")?.classList.remove("shown");
  chosen = ref;
  const id = ref.dataset.claim;
  ref.classList.add("chosen");
  for (const mark of text.querySelectorAll("mark.said")) mark.classList.toggle("of", mark.dataset.claims.split(" ").includes(id));
  const card = document.getElementById(`card-${id}`);
  card.classList.add("shown");
  document.querySelector("#none").hidden = true;
  tellEvent(card);
}

function close() {
  chosen?.classList.remove("chosen");
  chosen?.blur();
  chosen = null;
  document.querySelector(".card.claim.shown")?.classList.remove("shown");
  for (const mark of text.querySelectorAll("mark.of")) mark.classList.remove("of");
  document.querySelector("#none").hidden = false;
}

/** The event's other sources and disagreements: asked for when a claim is first looked at. */
async function tellEvent(card) {
  const place = card.querySelector("[data-event]");
  if (place.childElementCount) return;
  const lines = document.createElement("ul");
  lines.className = "small";
  place.append(lines);
  try {
    const { claim, event: told } = await ask(`/api/claims/${encodeURIComponent(card.dataset.claim)}`);
    if (!told) throw new Error("The record is being folded; look again in a moment.");
    const { sources } = told.event;
    lines.append(line(told.others.length ? `Told by ${sources} ${sources === 1 ? "source" : "sources"}, also:` : "No other claim tells of it."));
    lines.append(...told.others.slice(0, 5).map((other) => link(`/claims/${other.id}`, otherwise(claim, other))));
    lines.append(...told.conflicts.map((conflict) => line(`Sources differ (${conflict.about}): ${conflict.values.map((value) => value.text).join(" / ")}`)));
  } catch (error) {
    lines.append(line(error.message));
  }
}

/** Another claim by its sentence, and where it is from another report by that one's name. */
function otherwise(claim, other) {
  const said = other.sentence.replace(/\s+/g, " ").slice(0, 140);
  return other.report === claim.report ? said : `${other.report.split("/").pop()}: ${said}`;
}

function line(words) {
  return Object.assign(document.createElement("li"), { textContent: words });
}

function link(href, words) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("a"), { href, textContent: words }));
  return item;
}

function follow() {
  if (!location.hash.startsWith("#claim-")) return;
  const aimed = document.getElementById(location.hash.slice(1));
  if (aimed) choose(aimed);
  else if (Number(text.dataset.length) > Number(text.dataset.window) && !new URLSearchParams(location.search).has("claim")) {
    const claim = location.hash.slice("#claim-".length);
    location.replace(`${location.pathname}?claim=${encodeURIComponent(claim)}${location.hash}`); // in another window
  }
}

addEventListener("hashchange", follow);
follow();
