// The timeline: bars of the whole time with a brush that chooses a part of it; beneath, what happened in that part in
// lanes, and the missions. Choosing asks the server for the part, and the address tells it.

import { colour, draw, given } from "./charts.js";
import { swap } from "./swap.js";
import { say } from "./walking.js";

const DAY = 86_400_000;
const REST = 250; // milliseconds after the last move of the brush
const SLOTS = 4; // places above each other in one lane
const LANE = 40; // height of a lane
const STATUSES = { done: ["done", "circle", "ink"], planned: ["planned", "triangle-up", "planned"], possible: ["possible", "diamond", "possible"], not_done: ["not done", "cross", "not-done"] };
const ROWS = { active: ["active", 16, "active"], suspended: ["suspended", 9, "suspended"], planned: ["planned", 5, "planned"], possible: ["planned", 5, "planned"], ended: ["ended", 2, "ended"], not_done: ["ended", 2, "ended"] };

const time = (day) => Date.parse(day);
const day = (at) => new Date(at).toISOString().slice(0, 10);
let data = given("timeline-data");
const whole = bars(data.whole);
let setting = false; // the brush is being moved by us, not by somebody
let waiting;
const overview = document.getElementById("times");
let drawn;

if (overview) {
  overview.addEventListener("keydown", keyed);
  const ready = (view) => {
    showBrush(view);
    brushed(view, whole);
  };
  drawn = await draw(overview, (width) => counted(whole, width, 150, edges(whole)), { ready, chosen: take });
}
below();
document.addEventListener("click", stepped);

/** The counts with the first moment of each and the first after it. */
function bars({ unit, bars: some }) {
  const shape = { year: { year: "numeric" }, month: { month: "long", year: "numeric" }, day: { dateStyle: "long" } }[unit];
  return some.map(({ time: name, claims }) => {
    const start = time(name.padEnd(10, "-01"));
    const end = unit === "year" ? Date.UTC(Number(name) + 1, 0, 1) : unit === "month" ? Date.UTC(Number(name.slice(0, 4)), Number(name.slice(5)), 1) : start + DAY;
    const told = new Date(start).toLocaleDateString("en", { ...shape, timeZone: "UTC" });
    return { start, end, claims, tip: `${told}: ${claims.toLocaleString("en")} ${claims === 1 ? "claim" : "claims"}` };
  });
}

function edges(some) {
  return [some[0].start, some.at(-1).end];
}

/** A bar that is clicked or entered is the time chosen next. */
function take(bar) {
  choose(bar.start, bar.end - DAY);
  return true;
}

function axis(width) {
  return { title: null, grid: false, labelOverlap: true, tickCount: Math.max(2, Math.floor(width / 100)) };
}

/** Bars with a brush over them. */
function counted(some, width, height, [first, last]) {
  const least = ((last - first) / width) * 2; // a bar is two pixels wide at least
  const values = some.map((bar) => ({ ...bar, until: Math.max(bar.end, bar.start + least) }));
  const on = time(data.on);
  const scale = { type: "utc", domain: [first, last], nice: false, clamp: true };
  return {
    width,
    height,
    autosize: { type: "fit", contains: "padding" },
    layer: [
      {
        data: { values },
        params: [{ name: "brush", select: { type: "interval", encodings: ["x"], mark: { fill: colour("link"), fillOpacity: 0.14, stroke: colour("link"), cursor: "grab" } } }],
        mark: { type: "bar", color: colour("delivered"), stroke: colour("paper"), strokeWidth: 0.5 },
        encoding: {
          x: { field: "start", type: "temporal", scale, axis: axis(width) },
          x2: { field: "until" },
          y: { field: "claims", type: "quantitative", scale: { zero: true }, axis: { title: "claims", tickCount: 3, tickMinStep: 1, format: "~s" } },
          y2: { datum: 0 },
          tooltip: { field: "tip" },
        },
      },
      ...(on >= first && on <= last ? [{ data: { values: [{ on }] }, mark: { type: "rule", color: colour("soft"), strokeDash: [3, 3] }, encoding: { x: { field: "on", type: "temporal" } } }] : []),
    ],
  };
}

/** What is brushed on a view just drawn is the time chosen next. */
function brushed(view, some) {
  view.addSignalListener("brush", (_, { start }) => {
    if (setting) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => (start ? choose(...wholeBars(some, ...start.map(Number))) : choose()), REST);
  });
}

/** From the first day of a bar to the last of one, as they are counted. */
function wholeBars(some, from, to) {
  const inside = some.filter((bar) => bar.start < to && bar.end > from);
  return inside.length ? [inside[0].start, inside.at(-1).end - DAY] : [from, to];
}

function showBrush(view) {
  const { since, until } = data;
  const chosen = since || until;
  const scale = view.scale("x");
  const [first, last] = edges(whole);
  const [left, right] = scale.range();
  const pixels = [since ? time(since) : first, until ? time(until) + DAY : last].map((edge) => Math.max(left, Math.min(right, scale(edge))));
  setting = true;
  view.signal("brush_x", chosen ? pixels : []).run();
  setting = false;
}

/** Asks for what was from one time to another, or, for none, at any; tells it in the address, the form and aloud. */
async function choose(from, to) {
  const [since, until] = from === undefined ? ["", ""] : [day(from), day(to)];
  const query = new URLSearchParams(location.search);
  for (const name of ["at", "after", "format"]) query.delete(name);
  for (const [name, value] of Object.entries({ since, until })) value ? query.set(name, value) : query.delete(name);
  return ask(`${location.pathname}?${query}`);
}

async function ask(address) {
  clearTimeout(waiting);
  const focused = document.activeElement?.closest("#chosen [id]")?.id;
  if (!(await swap(address, ["chosen"]))) return;
  data = given("timeline-data");
  for (const name of ["since", "until"]) document.querySelector(`form.filters [name=${name}]`).value = data[name] ?? "";
  if (drawn) showBrush(drawn());
  below();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  say(document.getElementById("told").textContent.trim().replace(/\s+/g, " "));
}

/** Keys on the bars: shift and arrows move the time, plus and minus narrow and widen it, Escape takes all. */
function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.shiftKey && event.key.startsWith("Arrow") ? `Shift${event.key}` : event.key;
  const name = { ShiftArrowLeft: "Earlier", ShiftArrowRight: "Later", "+": "Zoom in", "=": "Zoom in", "-": "Zoom out", Escape: "All" }[key];
  const link = [...document.querySelectorAll("#chosen [data-step]")].find((one) => one.dataset.step === name);
  if (!link) return;
  event.preventDefault();
  ask(link.getAttribute("href"));
}

/** The steps' links change the part in place. */
function stepped(event) {
  const link = event.target.closest("[data-step]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { step } = link.dataset;
  ask(link.getAttribute("href")).then(() => document.querySelector(`[data-step="${step}"]`)?.focus({ preventScroll: true }));
}

function below() {
  const within = document.getElementById("within");
  if (within) {
    const some = bars(data.chosen);
    within.addEventListener("keydown", keyed);
    draw(within, (width) => counted(some, width, 120, domain()), { ready: (view) => brushed(view, some), chosen: take });
  }
  const lanes = document.getElementById("lanes");
  if (lanes) draw(lanes, laned, { ready: zooming });
  const missions = document.getElementById("missions");
  if (missions) draw(missions, stretches);
}

/** From the first moment of the chosen time to its last. */
function domain() {
  return [time(data.first), time(data.last) + DAY];
}

function across() {
  return { type: "utc", domain: domain(), nice: false, clamp: true };
}

function labels(width) {
  return { title: null, labelLimit: Math.min(300, width * 0.32), ticks: false, domain: false, labelColor: colour("ink"), grid: true };
}

/** Each event in its lanes, where there is room for it. */
function slotted(width) {
  const [first, last] = domain();
  const near = ((last - first) / width) * 13;
  const ends = new Map();
  return data.events.flatMap(({ lanes, ...event }) => lanes.map((lane) => ({ ...event, lane })))
    .map((event) => ({ ...event, from: time(event.start), to: time(event.end) }))
    .sort((one, other) => one.from - other.from)
    .map((event) => {
      const taken = ends.get(event.lane) ?? Array(SLOTS).fill(-Infinity);
      const free = taken.findIndex((end) => end < event.from);
      const slot = free >= 0 ? free : taken.indexOf(Math.min(...taken));
      taken[slot] = event.to + near;
      ends.set(event.lane, taken);
      return { ...event, slot, middle: Math.min(last, Math.max(first, (event.from + event.to) / 2)) };
    });
}

function laned(width) {
  const some = slotted(width);
  const kinds = Object.values(STATUSES);
  const values = some.map((event) => ({ ...event, says: STATUSES[event.status][0], alpha: event.doubtful ? 0.45 : 1 }));
  const shared = {
    y: { field: "lane", type: "nominal", sort: data.lanes, axis: labels(width) },
    yOffset: { field: "slot", type: "quantitative", scale: { domain: [-0.7, SLOTS - 0.3] } },
    color: { field: "says", type: "nominal", legend: null, scale: { domain: kinds.map((kind) => kind[0]), range: kinds.map((kind) => colour(kind[2])) } },
    opacity: { field: "alpha", type: "quantitative", scale: null, legend: null },
    tooltip: { field: "tip" },
  };
  const x = (field) => ({ field, type: "temporal", scale: across(), axis: axis(width) });
  return {
    width,
    height: data.lanes.length * LANE + 30,
    autosize: { type: "fit", contains: "padding" },
    data: { values },
    layer: [
      { params: [{ name: "zoom", select: { type: "interval", encodings: ["x"], mark: { fill: colour("link"), fillOpacity: 0.14, stroke: colour("link") } } }], mark: { type: "rule", strokeWidth: 2, cursor: "pointer" }, encoding: { ...shared, x: x("from"), x2: { field: "to" } } },
      { mark: { type: "point", filled: true, size: 62, cursor: "pointer" }, encoding: { ...shared, x: x("middle"), shape: { field: "says", type: "nominal", legend: null, scale: { domain: kinds.map((kind) => kind[0]), range: kinds.map((kind) => kind[1]) } } } },
    ],
  };
}

/** A stretch drawn over the lanes is the time that is chosen next. */
function zooming(view) {
  let stretch;
  view.addSignalListener("zoom", (_, value) => (stretch = value.from ?? value.middle));
  view.addEventListener("pointerup", () => {
    if (!stretch || stretch[1] - stretch[0] < DAY / 2) return;
    const [from, to] = stretch.map(Number);
    stretch = undefined;
    choose(from, Math.max(from, to - 1));
  });
}

/** Each mission's statuses: solid as far as reports tell of it, thin on to the end. */
function stretches(width) {
  const [first, last] = domain();
  const values = data.missions.map((span) => {
    const [says, high, tone] = ROWS[span.status] ?? ROWS.planned;
    const end = span.end ? time(span.end) : last;
    const least = ((last - first) / width) * 7;
    const from = Math.max(first, time(span.start));
    return { ...span, says: span.status.replace("_", " "), kind: says, high, tone: colour(tone), from, to: Math.min(last, Math.max(time(span.told), from + least)), end: Math.max(end, from) };
  });
  const names = [...new Set(values.map((span) => span.mission))];
  const y = { field: "mission", type: "nominal", sort: names, axis: labels(width) };
  const x = (field) => ({ field, type: "temporal", scale: across(), axis: axis(width) });
  const shared = { y, color: { field: "tone", type: "nominal", scale: null }, tooltip: { field: "tip" } };
  return {
    width,
    height: names.length * LANE + 30,
    autosize: { type: "fit", contains: "padding" },
    data: { values },
    layer: [
      { mark: { type: "rule", strokeDash: [2, 3], strokeWidth: 1.5 }, encoding: { ...shared, x: x("from"), x2: { field: "end" } } },
      ...[16, 9, 5, 2].map((high) => ({ transform: [{ filter: `datum.high === ${high}` }], mark: { type: "bar", height: high, cursor: "pointer" }, encoding: { ...shared, x: x("from"), x2: { field: "to" } } })),
      { mark: { type: "text", align: "left", baseline: "bottom", dx: 2, dy: -9, fontSize: 11 }, encoding: { y, x: x("from"), text: { field: "says" }, color: { field: "tone", type: "nominal", scale: null } } },
    ],
  };
}
