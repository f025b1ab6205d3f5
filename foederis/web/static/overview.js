// The overview follows its slider: the day's page is fetched and put in place, and the address with it.

import { byMonths, dayAt, daysTo } from "./slider.js";

const PAUSE = 120; // ms without a movement after which the day is asked for
const PARTS = ["#stood", "#day", ".top nav"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const slider = document.querySelector("#slider");
let waiting = 0;
let asked = null;

/** The address of this page on a day. */
function addressOn(day) {
  const address = new URL(location.href);
  address.searchParams.set("on", day);
  return address;
}

/** Puts the parts that depend on the day in place of those shown. */
function put(page) {
  for (const part of PARTS) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part).replaceChildren(...document.importNode(fresh, true).childNodes);
  }
  document.title = page.title;
}

async function show(address, remember) {
  asked?.abort();
  asked = new AbortController();
  const stood = document.querySelector("#stood");
  stood.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) throw new Error(`The workbench answered ${answer.status}`);
    put(new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (remember) history.pushState(null, "", address);
    say(`Shown: ${document.querySelector("#day").textContent.trim()}`);
  } catch (error) {
    if (error.name === "AbortError") return;
    say(error.message);
  }
  stood.removeAttribute("aria-busy");
}

function say(text) {
  document.querySelector("#said").textContent = text;
}

function moved() {
  const day = dayAt(slider.dataset.first, Number(slider.value));
  document.querySelector("#on").value = day;
  document.querySelector("#day").textContent = inWords(day);
  slider.setAttribute("aria-valuetext", day);
  clearTimeout(waiting);
  waiting = setTimeout(() => show(addressOn(day), true), PAUSE);
}

/** `2022-03-24` as the page says it: `24 Mar 2022`. */
function inWords(day) {
  const [year, month, number] = day.split("-");
  return `${Number(number)} ${MONTHS[month - 1]} ${year}`;
}

/** After "back": the day of the address, or the last. */
function back() {
  const day = new URL(location.href).searchParams.get("on") ?? dayAt(slider.dataset.first, Number(slider.max));
  slider.value = daysTo(slider.dataset.first, day);
  document.querySelector("#on").value = day;
  show(location.href, false);
}

if (slider) {
  slider.hidden = false;
  slider.addEventListener("input", moved);
  byMonths(slider, moved);
  addEventListener("popstate", back);
}
