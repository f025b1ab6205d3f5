// Fields that name somebody or something of who's who: suggestions while one types (the ARIA combobox pattern).
import { ask } from "./base.js";

const WAIT = 120; // milliseconds without typing before suggestions are asked for
let made = 0;

/** Lets each `input[data-who]` inside the element suggest values of its kind: party, country or thing. */
export function suggestIn(element) {
  for (const input of element.querySelectorAll("input[data-who]")) if (!input.hasAttribute("role")) combobox(input);
}

function combobox(input) {
  const list = document.createElement("ul");
  list.id = `suggestions-${(made += 1)}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const holder = document.createElement("span");
  holder.className = "combobox";
  input.before(holder);
  holder.append(input, list);
  const state = { input, list, chosen: -1, timer: 0, asked: 0 };
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);
  input.addEventListener("input", () => later(state));
  input.addEventListener("keydown", (event) => onKey(state, event));
  input.addEventListener("blur", () => close(state));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) pick(state, option);
  });
}

function later(state) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => fill(state), WAIT);
}

async function fill(state) {
  const typed = state.input.value.trim();
  const number = (state.asked += 1);
  const query = new URLSearchParams({ q: typed, kind: state.input.dataset.who });
  const found = typed ? await ask(`/api/who?${query}`).catch(() => []) : [];
  if (number !== state.asked || document.activeElement !== state.input) return; // an older answer, or too late
  state.list.replaceChildren(...found.map((each, at) => option(state, each, at)));
  state.chosen = -1;
  state.input.removeAttribute("aria-activedescendant");
  open(state, found.length > 0);
}

function option(state, suggestion, at) {
  const item = document.createElement("li");
  item.id = `${state.list.id}-${at}`;
  item.dataset.value = suggestion.value;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const label = document.createElement("b");
  label.textContent = suggestion.label || suggestion.value;
  const rest = document.createElement("span");
  rest.className = "soft small";
  rest.textContent = ` ${suggestion.value} · ${suggestion.kind}`;
  item.append(label, rest);
  return item;
}

function onKey(state, event) {
  const shown = !state.list.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (shown) move(state, event.key === "ArrowDown" ? 1 : -1);
    else fill(state);
  } else if (event.key === "Enter" && shown && state.chosen >= 0) {
    event.preventDefault();
    pick(state, state.list.children[state.chosen]);
  } else if (event.key === "Escape" && shown) {
    event.preventDefault();
    event.stopPropagation();
    close(state);
  }
}

function move(state, by) {
  const options = [...state.list.children];
  state.chosen = (state.chosen + by + options.length + (state.chosen < 0 && by < 0 ? 1 : 0)) % options.length;
  options.forEach((each, at) => each.setAttribute("aria-selected", String(at === state.chosen)));
  state.input.setAttribute("aria-activedescendant", options[state.chosen].id);
  options[state.chosen].scrollIntoView({ block: "nearest" });
}

function pick(state, option) {
  state.input.value = option.dataset.value;
  state.input.dispatchEvent(new Event("change", { bubbles: true }));
  close(state);
}

function close(state) {
  clearTimeout(state.timer);
  state.asked += 1;
  open(state, false);
}

function open(state, shown) {
  state.list.hidden = !shown;
  state.input.setAttribute("aria-expanded", String(shown));
  if (!shown) state.input.removeAttribute("aria-activedescendant");
}
