// Draws Vega-Lite charts under a policy that forbids eval: expressions are interpreted. Colours come from the style sheet,
// so that a chart follows light and dark; what it shows stands in a table beside it, drawn by the server.

import { View, compile, expressionInterpreter, parse } from "./vendor/vega.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

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
 * @param {HTMLElement} place where; its width is the chart's
 * @param {(width: number) => object} specify makes the Vega-Lite specification for a width; a datum's `href` is followed
 * @param {{ready?: (view: View) => void}} [options] `ready` is told each new view
 */
export async function draw(place, specify, { ready } = {}) {
  let view;
  let width = 0;
  async function anew() {
    view?.finalize();
    width = place.clientWidth;
    const { spec } = compile({ background: null, config: config(), padding: 2, ...specify(width) });
    view = new View(parse(spec, null, { ast: true }), { container: place, expr: expressionInterpreter, renderer: "svg", hover: true });
    view.tooltip((_, event, item, text) => tell(event, text));
    view.addEventListener("click", (_, item) => item?.datum?.href && location.assign(item.datum.href));
    await view.runAsync();
    ready?.(view);
  }
  await anew();
  dark.addEventListener("change", anew);
  new ResizeObserver(() => Math.abs(place.clientWidth - width) > 8 && anew()).observe(place);
  offer(place, () => view);
}

function config() {
  const [ink, soft, line] = ["ink", "soft", "line"].map(colour);
  const font = getComputedStyle(document.body).fontFamily;
  return {
    font,
    axis: { labelColor: soft, titleColor: soft, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400 },
    legend: { labelColor: ink, titleColor: soft, labelFontSize: 12, orient: "top", title: null },
    view: { stroke: null },
    text: { color: ink },
  };
}

const tooltip = document.createElement("div");
tooltip.className = "tooltip";
tooltip.setAttribute("role", "status");
tooltip.hidden = true;
document.body.append(tooltip);

/** Shows text beside the pointer, or, for no text, nothing. */
export function tell(event, text) {
  tooltip.hidden = !text;
  if (!text) return;
  tooltip.textContent = text;
  const { width, height } = tooltip.getBoundingClientRect();
  tooltip.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - width - 8))}px`;
  tooltip.style.top = `${event.clientY + 16 + height > innerHeight ? event.clientY - height - 8 : event.clientY + 16}px`;
}

/** Buttons in the figure that save the picture. */
function offer(place, view) {
  const name = place.dataset.name ?? "chart";
  const foot = place.closest("figure")?.querySelector(".saves");
  if (!foot || foot.childElementCount) return;
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
