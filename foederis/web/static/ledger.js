// The ledger's charts: bars of each unit on an axis of its own, and how one thing's sums grew by month.

import { colour, draw, given } from "./charts.js";

const ROW = 28; // height of a bar with its gap
const data = given("ledger-data");
const units = [...new Set(data.bars.map((bar) => bar.unit))];
const thousands = "datum.value < 1000 ? format(datum.value, '~g') : replace(format(datum.value, '~s'), 'G', 'B')"; // as people write them: K, M and B
const short = { type: "quantitative", axis: { labelExpr: thousands, tickCount: 4, title: null, labelFlush: true } };

const bars = document.getElementById("bars");
if (bars) draw(bars, (width) => ({ vconcat: units.map((unit) => group(unit, width)), spacing: 14, resolve: { scale: { x: "independent", y: "independent" } } }));

const growth = document.getElementById("growth");
if (growth) draw(growth, (width) => grown(width));

/** The bars of one unit: what was pledged is broad, what was delivered of it a dark line within, other deliveries a hollow line beneath. */
function group(unit, width) {
  const some = data.bars.filter((bar) => bar.unit === unit).map((bar) => ({ ...bar, most: Math.max(bar.pledged ?? 0, bar.otherwise ?? 0), says: says(bar) }));
  const labels = Math.min(280, width * 0.38);
  const room = 64; // for the amount beside the longest bar
  const wide = Math.max(60, width - labels - room - 24);
  const y = { field: "label", type: "nominal", sort: null, axis: { title: null, labelLimit: labels - 8, minExtent: labels, maxExtent: labels, ticks: false, domain: false, labelColor: colour("ink") } };
  const whole = some.every(({ most }) => Number.isInteger(most)); // no half tanks on the axis
  const axis = { ...short.axis, ...(whole && { tickMinStep: 1 }) };
  const x = (field) => ({ field, ...short, axis, scale: { domainMin: 0, nice: true } });
  const tooltip = { field: "tip" };
  return {
    width: wide,
    height: { step: ROW },
    title: { text: unit, anchor: "start", frame: "group", dx: -labels, fontSize: 12, color: colour("soft"), fontWeight: 600, offset: 4 },
    data: { values: some },
    encoding: { y, tooltip },
    layer: [
      { mark: { type: "bar", height: 14, yOffset: -2, color: colour("promised"), stroke: colour("delivered"), strokeWidth: 0.75, cursor: "pointer" }, encoding: { x: x("pledged") } },
      { mark: { type: "bar", height: 6, yOffset: -2, color: colour("delivered"), cursor: "pointer" }, encoding: { x: x("of_pledge") } },
      { mark: { type: "bar", height: 4, yOffset: 9, color: colour("paper"), stroke: colour("delivered"), strokeWidth: 1, cursor: "pointer" }, encoding: { x: x("otherwise") } },
      { mark: { type: "text", align: "left", dx: 5, fontSize: 11, color: colour("ink") }, encoding: { x: x("most"), text: { field: "says" } } },
    ],
  };
}

function says({ pledged, of_pledge, otherwise }) {
  const brief = (value) => Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value);
  const promise = pledged === null ? [] : [of_pledge ? `${brief(of_pledge)} of ${brief(pledged)}` : brief(pledged)];
  return [...promise, ...(otherwise ? [`+ ${brief(otherwise)}`] : [])].join(" ");
}

function grown(width) {
  const { thing, points } = data.growth;
  const tells = (point, at) => at === points.length - 1 || point.pledged !== points[at - 1]?.pledged || point.delivered !== points[at - 1]?.delivered;
  const rows = points.filter(tells).flatMap(({ on, pledged, delivered }) => [
    { on, side: "pledged", sum: pledged, tip: `${on}: ${pledged.toLocaleString("en")} ${thing} pledged` },
    { on, side: "delivered", sum: delivered, tip: `${on}: ${delivered.toLocaleString("en")} ${thing} delivered` },
  ]);
  const sides = ["pledged", "delivered"];
  return {
    width,
    height: 220,
    autosize: { type: "fit", contains: "padding" },
    data: { values: rows },
    encoding: {
      x: { field: "on", type: "temporal", axis: { title: null, grid: false, tickCount: Math.max(3, Math.floor(width / 110)) } },
      y: { field: "sum", type: "quantitative", axis: { title: thing, labelExpr: thousands, tickCount: 5 }, scale: { nice: 5 } },
      color: { field: "side", type: "nominal", legend: null, scale: { domain: sides, range: ["promised", "delivered"].map(colour) } },
      strokeDash: { field: "side", type: "nominal", legend: null, scale: { domain: sides, range: [[6, 3], [1, 0]] } },
      tooltip: { field: "tip" },
    },
    layer: [
      { mark: { type: "line", interpolate: "step-after", strokeWidth: 2.5 }, encoding: { tooltip: { value: null } } },
      { mark: { type: "point", filled: true, size: 36, opacity: 1 }, encoding: { shape: { field: "side", type: "nominal", legend: null, scale: { domain: sides, range: ["circle", "square"] } } } },
    ],
  };
}
