/** Curves that grow, one chart for each group of them. */
import {box, COLOURS, hasBand, HEIGHT, isShort, options, property, steer, table, width} from './curves.js';
import uPlot from './uPlot.js';

const place = document.getElementById('charts');
const none = document.getElementById('no-curves');
const hint = document.getElementById('hint');

let curves = new Map();
let charts = new Map();

/** Discards all curves. */
export function clear() {
  curves = new Map();
  redraw();
}

/** Updates curves from the first point that differs. */
export function take(changes) {
  for (const change of changes) {
    const curve = curves.get(change.name) ?? {group: change.group, name: change.name};
    for (const column of ['x', 'y', 'least', 'greatest', 'floor']) {
      if (change[column]) {
        curve[column] = (curve[column] ?? []).slice(0, change.from).concat(change[column]);
      }
    }
    curves.set(change.name, curve);
  }
  const now = groups();
  // All places before the first chart, which would be as wide as the page if it were alone.
  for (const group of now.keys()) {
    if (!charts.has(group)) add(group);
  }
  for (const [group, members] of now) update(charts.get(group), members);
  none.hidden = charts.size > 0;
  hint.hidden = charts.size === 0;
}

function groups() {
  const found = new Map();
  for (const curve of curves.values()) {
    if (curve.group !== 'updates') {
      found.set(curve.group, [...(found.get(curve.group) ?? []), curve]);
    }
  }
  return found;
}

/** The parts of the curves that determine which lines there are. */
function shape(members) {
  return members.map(curve => [curve.name, hasBand(curve), isShort(curve)].join()).join(';');
}

function chartOptions(members, width) {
  const looks = members.map((curve, number) => (
    {curve, label: curve.name, style: {stroke: COLOURS[number % COLOURS.length]}}));
  return {
    ...options(looks, width, property),
    hooks: {setScale: [(plot, key) => { if (key === 'x') mark(plot); }]},
  };
}

/** Sets on the chart's element which iterations it shows. */
function mark(plot) {
  const {min, max} = plot.scales.x;
  const section = plot.root.closest('.chart');
  if (section) section.dataset.shown = min + ' to ' + max;
}

function add(group) {
  const chart = box(group, place);
  chart.inside.addEventListener('keydown', event => steer(chart.plot, event));
  charts.set(group, chart);
}

/** Draws new points into a chart; new lines need a new plot. */
function update(chart, members) {
  const data = uPlot.join(members.map(table));
  const now = shape(members);
  chart.section.dataset.points = data[0].length;
  if (chart.shape === now) {
    const isAll = !isZoomed(chart.plot);
    chart.plot.setData(data, isAll);
    if (!isAll) chart.plot.redraw();
    return;
  }
  chart.plot?.destroy();
  chart.plot = new uPlot(chartOptions(members, width(chart.inside)), data, chart.inside);
  chart.shape = now;
}

function isZoomed(plot) {
  const x = plot.data[0];
  const {min, max} = plot.scales.x;
  return x.length > 1 && (min > x[0] || max < x[x.length - 1]);
}

/** Redraws all charts, in other colours or without some of the curves. */
function redraw() {
  for (const chart of charts.values()) {
    chart.plot.destroy();
    chart.section.remove();
  }
  charts = new Map();
  take([]);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
new ResizeObserver(() => {
  for (const {plot, inside} of charts.values()) {
    if (width(inside) !== plot.width) plot.setSize({width: width(inside), height: HEIGHT});
  }
}).observe(place);
