// The stance network: parties on a circle, those with ties beside each other as far as that goes; an arrow for each tie.

import { colour, draw, given } from "./charts.js";

const data = given("stances-data");
const DASHES = { supports: [], asks: [2, 3], criticises: [7, 3], opposes: [10, 3, 2, 3] };
const KINDS = Object.keys(DASHES);
const NARROW = 640; // below, parties are named by their codes, each along its ray, so that none runs into another
const BEND = 0.1; // how far a tie is drawn in toward the middle; more for each further kind
const LETTER = 6.4; // width of a letter, about
const LONGEST = { wide: 24, narrow: 9 }; // letters of a name

const place = document.getElementById("network");
if (place) draw(place, (width) => network(width, place.clientHeight));

function network(width, height) {
  const narrow = width < NARROW;
  const nodes = around(narrow, width, height);
  const at = new Map(nodes.map((node) => [node.id, node]));
  const edges = data.ties.map((tie) => edge(tie, at.get(tie.of), at.get(tie.toward), width / 2, height / 2));
  const hover = [{ name: "at", value: null, on: [{ events: "@party:pointerover, @name:pointerover", update: "datum.id" }, { events: "@party:pointerout, @name:pointerout", update: "null" }] }];
  const dim = (lit) => ({ signal: `!at || datum.of === at || datum.toward === at ? ${lit} : 0.1` });
  return {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    width,
    height,
    signals: hover,
    scales: [{ name: "of", type: "ordinal", domain: KINDS, range: KINDS.map(colour) }],
    data: [{ name: "edges", values: edges.map((one) => one.path) }, { name: "heads", values: edges.map((one) => one.head) }, { name: "nodes", values: nodes }],
    marks: [
      { type: "path", from: { data: "edges" }, encode: { enter: { path: { field: "path" }, stroke: { scale: "of", field: "kind" }, strokeDash: { field: "dash" }, strokeWidth: { field: "wide" }, tooltip: { field: "over" }, cursor: { value: "pointer" } }, update: { strokeOpacity: dim(0.75) }, hover: { strokeOpacity: { value: 1 } } } },
      { type: "symbol", from: { data: "heads" }, encode: { enter: { x: { field: "x" }, y: { field: "y" }, angle: { field: "angle" }, shape: { value: "triangle" }, size: { value: narrow ? 35 : 70 }, fill: { scale: "of", field: "kind" }, tooltip: { field: "tip" }, cursor: { value: "pointer" } }, update: { opacity: dim(1) } } },
      { type: "symbol", name: "party", from: { data: "nodes" }, encode: { enter: { x: { field: "x" }, y: { field: "y" }, size: { field: "size" }, fill: { value: colour("ink") }, stroke: { value: colour("paper") }, strokeWidth: { value: 1.5 }, tooltip: { field: "tip" }, cursor: { value: "pointer" } } } },
      { type: "text", name: "name", from: { data: "nodes" }, encode: { enter: { x: { field: "labelX" }, y: { field: "labelY" }, align: { field: "align" }, angle: { field: "angle" }, baseline: { value: "middle" }, text: { field: "label" }, fill: { value: colour("ink") }, fontSize: { value: narrow ? 11 : 12 }, cursor: { value: "pointer" }, tooltip: { field: "tip" } } } },
    ],
  };
}

/** The parties with their places, from the top clockwise. */
function around(narrow, width, height) {
  const order = inOrder();
  const label = (node) => (narrow ? shortened(node.id.split("/").pop(), LONGEST.narrow) : shortened(node.name, LONGEST.wide));
  const room = Math.max(...order.map((node) => label(node).length)) * LETTER + (narrow ? 12 : 24);
  const across = Math.max(60, width / 2 - room);
  const down = Math.max(60, height / 2 - (narrow ? room : 34));
  const radius = { x: Math.min(across, down * 1.5), y: Math.min(down, across * 1.2) };
  const most = Math.max(...order.map((node) => node.ties));
  return order.map((node, number) => {
    const turn = (2 * Math.PI * number) / order.length - Math.PI / 2;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const size = (60 + (240 * node.ties) / most) / (narrow ? 2 : 1);
    const away = Math.sqrt(size) / 2 + 6;
    const [x, y] = [width / 2 + radius.x * cos, height / 2 + radius.y * sin];
    return { ...node, x, y, size, away, label: label(node), ...(narrow ? along(turn, x, y, away) : beside(cos, sin, x, y, away)) };
  });
}

function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Where a name stands that lies along the ray from the middle, never upside down. */
function along(turn, x, y, away) {
  const left = Math.cos(turn) < -0.001;
  const angle = (turn * 180) / Math.PI + (left ? 180 : 0);
  return { labelX: x + Math.cos(turn) * away, labelY: y + Math.sin(turn) * away, align: left ? "right" : "left", angle };
}

/** Where a name stands that lies beside its party, or, at the top and the bottom, over and under it. */
function beside(cos, sin, x, y, away) {
  if (Math.abs(cos) < 0.15) return { labelX: x, labelY: y + Math.sign(sin) * (away + 4), align: "center", angle: 0 };
  return { labelX: x + Math.sign(cos) * away, labelY: y, align: cos > 0 ? "left" : "right", angle: 0 };
}

/** Next to each party the one that has most ties with it, of those not placed. */
function inOrder() {
  const between = new Map();
  for (const tie of data.ties) for (const pair of [`${tie.of} ${tie.toward}`, `${tie.toward} ${tie.of}`]) between.set(pair, (between.get(pair) ?? 0) + tie.stances);
  const rest = [...data.nodes];
  const order = rest.splice(0, 1);
  while (rest.length) {
    const strength = (node) => between.get(`${order.at(-1).id} ${node.id}`) ?? 0;
    const next = rest.reduce((best, node) => (strength(node) > strength(best) ? node : best));
    order.push(...rest.splice(rest.indexOf(next), 1));
  }
  return order;
}

/** A curve drawn in toward the middle, each kind and direction by another measure, so that none hides another. */
function edge(tie, from, to, midX, midY) {
  const pull = BEND * (1 + KINDS.indexOf(tie.kind)) + (tie.of > tie.toward ? BEND / 2 : 0);
  const long = Math.hypot(to.x - from.x, to.y - from.y);
  const inward = toward((from.x + to.x) / 2, (from.y + to.y) / 2, midX, midY, long * pull);
  const c = { x: inward.x + ((to.y - from.y) * pull) / 3, y: inward.y + ((from.x - to.x) * pull) / 3 };
  const start = toward(from.x, from.y, c.x, c.y, from.away - 4);
  const end = toward(to.x, to.y, c.x, c.y, to.away);
  const angle = (Math.atan2(to.y - c.y, to.x - c.x) * 180) / Math.PI + 90;
  const { of, toward: whom, kind, tip, href } = tie;
  return {
    path: { of, toward: whom, kind, over: tip, href, dash: DASHES[kind], wide: 1.25 + Math.sqrt(tie.stances - 1), path: `M${start.x},${start.y}Q${c.x},${c.y} ${end.x},${end.y}` },
    head: { of, toward: whom, kind, tip, href, angle, ...end },
  };
}

/** The point `by` pixels on the way. */
function toward(x, y, toX, toY, by) {
  const length = Math.hypot(toX - x, toY - y) || 1;
  return { x: x + ((toX - x) * by) / length, y: y + ((toY - y) * by) / length };
}
