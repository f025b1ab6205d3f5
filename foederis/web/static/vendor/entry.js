// What the workbench uses of Vega; `make vendor` bundles it into vega.js.
export { parse, View, Warn } from "vega";
export { compile } from "vega-lite";
export { expressionInterpreter } from "vega-interpreter";
