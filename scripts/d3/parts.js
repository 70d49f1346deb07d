// What the page uses of d3, and nothing else: esbuild leaves the rest out.
export { brushX } from "d3-brush";
export { select } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
