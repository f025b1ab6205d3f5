// The map: marks where something is, those that would overlap drawn as one with their number; zoom by wheel, pinch,
// buttons and keys.

import { colour, draw, given } from "./charts.js";

const spots = given("map-data").map((spot) => ({ ...spot, ...raw(spot.at) }));
const SHAPES = { incident: "diamond", force: "circle", mission: "square" };
const KINDS = Object.keys(SHAPES);
const NEAR = 26; // pixels between spots that are drawn as one
const BESIDE = 17; // pixels between marks of several kinds at one spot
const WORLD = 5.42; // width of the projected world at scale 1
const HIGHEST = 9000; // scale beyond which zooming tells nothing more
const STEP = 1.6;
const EDGE = 56; // pixels kept free around the outermost marks

const place = document.getElementById("world");
const borders = await (await fetch("/borders.json")).json();
const shown = { k: 1, tx: 0, ty: 0 };
let view;
fit();
await draw(place, specify, { ready, chosen });
buttons();
place.addEventListener("keydown", keyed);
place.addEventListener("wheel", wheeled, { passive: false });
dragging();

/** A spot in the Equal Earth projection at scale 1 (Šavrič, Patterson and Jenny 2018), turned to the marks' middle. */
function raw([lon, lat], turn = middle()) {
  const [a1, a2, a3, a4, m] = [1.340264, -0.081106, 0.000893, 0.003796, Math.sqrt(3) / 2];
  const l = Math.asin(m * Math.sin((lat * Math.PI) / 180));
  const l2 = l * l;
  const l6 = l2 ** 3;
  const east = ((((lon - turn + 540) % 360) - 180) * Math.PI) / 180;
  return { rx: (east * Math.cos(l)) / (m * (a1 + 3 * a2 * l2 + l6 * (7 * a3 + 9 * a4 * l2))), ry: -l * (a1 + a2 * l2 + l6 * (a3 + a4 * l2)) };
}

/** The longitude between the outermost marks: the map is turned to it, so that they are least bent. */
function middle() {
  const lons = given("map-data").map((spot) => spot.at[0]);
  return Math.max(-60, Math.min(100, (Math.min(...lons) + Math.max(...lons)) / 2));
}

/** Shows these spots and what lies between; all marks by themselves. */
function fit(some = spots) {
  const { clientWidth: width, clientHeight: height } = place;
  const [xs, ys] = [some.map((spot) => spot.rx), some.map((spot) => spot.ry)];
  const [wide, high] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  shown.k = Math.min((width - 2 * EDGE) / Math.max(wide, 0.25), (height - 2 * EDGE) / Math.max(high, 0.2), HIGHEST);
  shown.tx = width / 2 - (shown.k * (Math.max(...xs) + Math.min(...xs))) / 2;
  shown.ty = height / 2 - (shown.k * (Math.max(...ys) + Math.min(...ys))) / 2;
}

function world() {
  Object.assign(shown, { k: place.clientWidth / WORLD, tx: place.clientWidth / 2, ty: place.clientHeight / 2 });
}

/** Those that would overlap together; each kind there has a mark beside the others. */
function marks() {
  const clusters = [];
  for (const spot of spots) {
    const [x, y] = [shown.tx + shown.k * spot.rx, shown.ty + shown.k * spot.ry];
    const near = clusters.find((one) => Math.hypot(one.x - x, one.y - y) < NEAR);
    if (near) near.spots.push(spot);
    else clusters.push({ x, y, spots: [spot] });
  }
  return clusters.flatMap(parts);
}

function parts({ spots: some, ...where }) {
  const count = (kind) => some.reduce((sum, spot) => sum + (spot.kinds[kind] ?? 0), 0);
  const there = KINDS.filter(count);
  const [first] = some;
  const tip = some.length === 1 ? first.tip : `${some.length} places: ${some.slice(0, 6).map((spot) => spot.name).join(", ")}${some.length > 6 ? " …" : ""}`;
  return there.map((kind, number) => ({
    ...where,
    x: where.x + (number - (there.length - 1) / 2) * BESIDE,
    kind,
    tip: there.length > 1 && some.length > 1 ? `${count(kind)} ${kind}${count(kind) > 1 ? "s" : ""}, ${tip}` : tip,
    count: count(kind) > 1 ? String(count(kind)) : "",
    size: count(kind) > 1 ? 230 + 50 * Math.log2(count(kind)) : 110,
    hollow: !some.some((spot) => spot.exact && spot.kinds[kind]),
    href: first.href,
    spots: some,
  }));
}

function specify(width) {
  const { clientHeight: height } = place;
  const kinds = (range) => ({ type: "ordinal", domain: KINDS, range });
  return {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    width,
    height,
    signals: ["k", "tx", "ty"].map((name) => ({ name, value: shown[name] })),
    scales: [{ name: "tone", ...kinds(KINDS.map(colour)) }, { name: "shape", ...kinds(Object.values(SHAPES)) }],
    projections: [{ name: "earth", type: "equalEarth", rotate: [-middle(), 0, 0], scale: { signal: "k" }, translate: [{ signal: "tx" }, { signal: "ty" }] }],
    data: [{ name: "land", values: borders, format: { type: "topojson", feature: "countries" } }, { name: "marks", values: marks() }],
    marks: [
      { type: "group", clip: true, encode: { enter: { width: { value: width }, height: { value: height }, fill: { value: colour("water") } } }, marks: [
        { type: "shape", interactive: false, from: { data: "land" }, transform: [{ type: "geoshape", projection: "earth" }], encode: { enter: { fill: { value: colour("land") }, stroke: { value: colour("border") }, strokeWidth: { value: 0.6 } } } },
        { type: "symbol", from: { data: "marks" }, encode: { update: { x: { field: "x" }, y: { field: "y" }, size: { field: "size" }, shape: { scale: "shape", field: "kind" }, stroke: { scale: "tone", field: "kind" }, strokeWidth: { value: 2 }, fill: [{ test: "datum.hollow", value: colour("paper") }, { scale: "tone", field: "kind" }], tooltip: { field: "tip" }, cursor: { value: "pointer" } } } },
        { type: "text", interactive: false, from: { data: "marks" }, encode: { update: { x: { field: "x" }, y: { field: "y" }, text: { field: "count" }, align: { value: "center" }, baseline: { value: "middle" }, fontSize: { value: 10 }, fontWeight: { value: 700 }, fill: [{ test: "datum.hollow", value: colour("ink") }, { value: colour("paper") }] } } },
      ] },
    ],
  };
}

function ready(drawn) {
  view = drawn;
}

function show() {
  for (const name of ["k", "tx", "ty"]) view.signal(name, shown[name]);
  view.data("marks", marks()).run();
}

/** Several places drawn as one are taken apart by zooming in; one place leads to what is there. */
function chosen({ spots: some }) {
  if (place.classList.contains("moved")) return true;
  if (!some || some.length === 1 || shown.k >= HIGHEST / STEP) return false;
  fit(some);
  show();
  return true;
}

/** Zooms by a factor with a point of the map staying where it is. */
function zoom(by, x = place.clientWidth / 2, y = place.clientHeight / 2) {
  const k = Math.max(place.clientWidth / WORLD / 1.5, Math.min(HIGHEST, shown.k * by));
  const real = k / shown.k;
  Object.assign(shown, { k, tx: x - (x - shown.tx) * real, ty: y - (y - shown.ty) * real });
  show();
}

function pan(x, y) {
  shown.tx += x;
  shown.ty += y;
  show();
}

function buttons() {
  const all = [["+", "Zoom in", () => zoom(STEP)], ["−", "Zoom out", () => zoom(1 / STEP)], ["fit", "All marks", () => (fit(), show())], ["world", "The world", () => (world(), show())]];
  const made = all.map(([text, title, does]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text, title });
    button.setAttribute("aria-label", title);
    button.addEventListener("click", does);
    return button;
  });
  document.querySelector(".zooms").replaceChildren(...made);
}

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const far = 60;
  const moves = { ArrowLeft: [far, 0], ArrowRight: [-far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] };
  if (event.shiftKey && moves[event.key]) pan(...moves[event.key]);
  else if (event.key === "+" || event.key === "=") zoom(STEP);
  else if (event.key === "-") zoom(1 / STEP);
  else if (event.key === "0") (fit(), show());
  else return;
  event.preventDefault();
}

/** The wheel scrolls the page until somebody has chosen the map. */
function wheeled(event) {
  if (!event.ctrlKey && document.activeElement !== place) return;
  event.preventDefault();
  const { left, top } = place.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY / 400), event.clientX - left, event.clientY - top);
}

/** One pointer moves the map (a finger only with a second one, which zooms: else it could not scroll the page). */
function dragging() {
  const held = new Map();
  place.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, event);
    place.classList.remove("moved");
  });
  addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const [x, y] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (held.size === 2) pinched(held, before, event);
    else if (event.pointerType !== "touch" && (Math.hypot(x, y) > 4 || place.classList.contains("moved"))) pan(x, y);
    else return;
    place.classList.add("moved");
    held.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"])
    addEventListener(end, (event) => {
      held.delete(event.pointerId);
      setTimeout(() => place.classList.remove("moved"));
    });
}

function pinched(held, before, event) {
  const other = [...held.values()].find((one) => one.pointerId !== event.pointerId);
  const far = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
  const { left, top } = place.getBoundingClientRect();
  pan((event.clientX - before.clientX) / 2, (event.clientY - before.clientY) / 2);
  zoom(far(event) / far(before), (event.clientX + other.clientX) / 2 - left, (event.clientY + other.clientY) / 2 - top);
}
