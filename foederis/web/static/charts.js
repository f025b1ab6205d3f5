// Draws Vega and Vega-Lite charts under a policy that forbids eval: expressions are interpreted. Colours come from the
// style sheet, so that a chart follows light and dark; what it shows stands in a table beside it, drawn by the server.
// A datum's `tip` is what it tells to who points at it or walks to it by the keyboard, its `href` where it leads.

import { View, compile, expressionInterpreter, parse } from "./vendor/vega.js";
import { walk } from "./walking.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
let touched; // the datum told of by the last touch: the next one follows its link

/** The style sheet's colour of that name: `colour("active")`. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The data that the server put into the page under an id. */
export function given(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/**
 * Draws a chart into an element, and again when light turns dark or the width changes.
 * @param {HTMLElement} place where; its width is the chart's. With a tabindex, arrow keys go from mark to mark
 * @param {(width: number) => object} specify makes the specification for a width: Vega's where `$schema` says so, else Vega-Lite's
 * @param {{ready?: (view: View) => void, chosen?: (datum: object) => boolean}} [options] `ready` is told each new view;
 *   `chosen` is told of a mark that is clicked or entered, and says whether that was all: else its link is followed
 * @returns {Promise<() => View>} the view as it is drawn now
 */
export async function draw(place, specify, { ready, chosen } = {}) {
  const picture = document.createElement("div");
  picture.setAttribute("aria-hidden", "true"); // who cannot see it has the table beside it, and is told what they walk to
  let view;
  let width = 0;
  const follow = (datum) => chosen?.(datum) || (datum.href && location.assign(datum.href));
  async function anew() {
    view?.finalize();
    width = place.clientWidth;
    view = new View(parse(...specified(specify(width)), { ast: true }), { container: picture, expr: expressionInterpreter, renderer: "svg", hover: true });
    view.tooltip((_, event, item, text) => tell(event, item?.datum?.tip ?? text));
    view.addEventListener("click", (event, item) => item?.datum && clicked(event, item.datum, follow));
    await view.runAsync();
    ready?.(view);
  }
  await anew();
  place.style.minHeight ||= `${place.clientHeight}px`; // as the server kept it: nothing moves when the picture comes
  place.replaceChildren(picture);
  if (place.tabIndex >= 0) walk(place, () => view, { tell, follow });
  dark.addEventListener("change", anew);
  new ResizeObserver(() => place.isConnected && Math.abs(place.clientWidth - width) > 8 && anew()).observe(place);
  offer(place, () => view);
  return () => view;
}

/** A Vega specification and its configuration. */
function specified(chart) {
  if (chart.$schema?.includes("/vega/")) return [{ background: null, ...chart }, config()];
  return [compile({ background: null, config: config(), padding: 2, ...chart }).spec, null];
}

function config() {
  const [ink, soft, line] = ["ink", "soft", "line"].map(colour);
  const font = getComputedStyle(document.body).fontFamily;
  return {
    font,
    axis: { labelFont: font, titleFont: font, labelColor: soft, titleColor: soft, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400 },
    legend: { labelColor: ink, titleColor: soft, labelFontSize: 12, orient: "top", title: null },
    view: { stroke: null },
    text: { fill: ink, color: ink, font },
  };
}

/** A finger is told what is there before it goes there. */
function clicked(event, datum, follow) {
  if (event.pointerType === "touch" && datum.tip && touched !== datum) {
    touched = datum;
    tell(event, datum.tip);
    return;
  }
  follow(datum);
}

const tooltip = document.createElement("div");
tooltip.className = "tooltip";
tooltip.hidden = true;
document.body.append(tooltip);
for (const moved of ["wheel", "touchmove"]) addEventListener(moved, () => tell(null, ""), { passive: true });

/** Shows text beside the pointer, or, for no text, nothing. */
export function tell(event, text) {
  tooltip.hidden = !text;
  if (!text) return;
  tooltip.textContent = text;
  tooltip.style.whiteSpace = "pre-line";
  const { width, height } = tooltip.getBoundingClientRect();
  tooltip.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - width - 8))}px`;
  tooltip.style.top = `${event.clientY + 16 + height > innerHeight ? event.clientY - height - 8 : event.clientY + 16}px`;
}

/** Buttons in the figure that save the picture. */
function offer(place, view) {
  const name = place.dataset.name ?? "chart";
  const foot = place.closest("figure")?.querySelector(".saves");
  if (!foot || foot.querySelector("button")) return;
  const saves = {
    SVG: async () => new Blob([await view().toSVG()], { type: "image/svg+xml" }),
    PNG: async () => new Promise(async (done) => (await view().toCanvas(2)).toBlob(done, "image/png")),
  };
  for (const [kind, blob] of Object.entries(saves)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind;
    button.title = `Save the picture as ${kind}`;
    button.addEventListener("click", async () => save(await blob(), `${name}.${kind.toLowerCase()}`));
    foot.append(button);
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
