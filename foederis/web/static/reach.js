// The map of a clause's reach: its parties' land inside the area, outside it, or left open.

import { colour, draw, given } from "./charts.js";

const { lands, at, target } = given("lands");
const borders = await (await fetch("/borders.json")).json();
const word = (inside) => (inside === null ? "open" : inside ? "inside" : "outside");
const told = (land) => ({ ...land, covered: word(land.inside), tip: `${land.name ?? land.state}: ${word(land.inside)}\n${land.because}` });
const main = new Map(lands.filter((land) => !land.name).map((land) => [land.state, told(land)]));
const special = lands.filter((land) => land.name && land.at).map((land) => ({ ...told(land), lat: land.at[0], lon: land.at[1] }));

draw(document.getElementById("reach-map"), (width) => ({
  width,
  height: width / 2,
  projection: { type: "equalEarth" },
  layer: [
    { data: { sphere: true }, mark: { type: "geoshape", fill: colour("water"), stroke: colour("line") } },
    {
      data: { values: borders, format: { type: "topojson", feature: "countries" } },
      transform: [
        { lookup: "properties.state", from: { data: { values: [...main.values()] }, key: "state", fields: ["covered", "tip"] } },
        { calculate: "datum.covered || 'none'", as: "kind" },
      ],
      mark: { type: "geoshape", stroke: colour("border"), strokeWidth: 0.5 },
      encoding: { color: kinds(), tooltip: { field: "tip" } },
    },
    {
      data: { values: special },
      mark: { type: "circle", size: 45, stroke: colour("paper"), strokeWidth: 1, opacity: 1 },
      encoding: { longitude: { field: "lon", type: "quantitative" }, latitude: { field: "lat", type: "quantitative" }, color: { ...kinds(), field: "covered" }, tooltip: { field: "tip" } },
    },
    ...(at ? [hit(at)] : []),
  ],
}));

function kinds() {
  return { field: "kind", type: "nominal", legend: null, scale: { domain: ["inside", "open", "outside", "none"], range: ["mission", "suspended", "ended", "land"].map(colour) } };
}

function hit([lat, lon]) {
  return {
    data: { values: [{ lat, lon, tip: `the incident${target ? `, against ${target}` : ""}` }] },
    mark: { type: "point", shape: "diamond", filled: true, size: 140, color: colour("incident"), opacity: 1 },
    encoding: { longitude: { field: "lon", type: "quantitative" }, latitude: { field: "lat", type: "quantitative" }, tooltip: { field: "tip" } },
  };
}
