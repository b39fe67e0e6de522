/** Curves that grow, one chart for each group of them. */
import uPlot from './uPlot.js';

// Colours that colour-blind people tell apart (Okabe and Ito 2008).
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const FEW = 20;
const HEIGHT = 260;

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
  for (const [group, members] of groups()) update(group, members);
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

/** A thinned curve has a band from its least to its greatest values. */
function hasBand({y, least, greatest}) {
  return Boolean(least) && y.some((value, i) => value !== least[i] || value !== greatest[i]);
}

/** The parts of the curves that determine which lines there are. */
function shape(members) {
  return members.map(curve => [curve.name, hasBand(curve), curve.x.length < FEW].join()).join(';');
}

function table(curve) {
  const {x, y, least, greatest, floor} = curve;
  if (floor) return [x, y, floor];
  return hasBand(curve) ? [x, y, least, greatest] : [x, y];
}

/** The lines of a curve: its means, and its edges or the real images' value. */
function lines(curve, stroke) {
  const means = {label: curve.name, width: 2, stroke, points: {show: curve.x.length < FEW}};
  if (curve.floor) {
    return [means, {label: curve.name + ', real images', width: 1, stroke, dash: [2, 4], points: {show: false}}];
  }
  const edge = {label: '', width: 1, stroke: stroke + '60', points: {show: false}, class: 'edge'};
  return hasBand(curve) ? [means, edge, {...edge}] : [means];
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function options(members, width) {
  const series = [{label: 'iteration'}];
  const bands = [];
  members.forEach((curve, number) => {
    const stroke = COLOURS[number % COLOURS.length];
    const added = lines(curve, stroke);
    if (added.length === 3) bands.push({series: [series.length + 2, series.length + 1], fill: stroke + '38'});
    series.push(...added);
  });
  const axis = {
    stroke: colour('--ink'),
    grid: {stroke: colour('--line'), width: 1},
    ticks: {stroke: colour('--line'), width: 1},
  };
  return {
    width,
    height: HEIGHT,
    series,
    bands,
    scales: {x: {time: false}},
    axes: [{...axis}, {...axis, size: 64}],
    cursor: {sync: {key: 'iterations'}},
    hooks: {setScale: [(plot, key) => { if (key === 'x') mark(plot); }]},
  };
}

/** Sets on the chart's element which iterations it shows. */
function mark(plot) {
  const {min, max} = plot.scales.x;
  const section = plot.root.closest('.chart');
  if (section) section.dataset.shown = min + ' to ' + max;
}

function box(group) {
  const section = document.createElement('section');
  const heading = document.createElement('h3');
  const inside = document.createElement('div');
  section.className = 'chart';
  heading.textContent = group.replaceAll('_', ' ');
  inside.tabIndex = 0;
  inside.setAttribute('role', 'group');
  inside.setAttribute('aria-label', 'Curves of ' + heading.textContent + ' over the iterations; plus and minus zoom, '
    + 'the arrows move, 0 shows all');
  section.append(heading, inside);
  place.append(section);
  return {section, inside};
}

function width(inside) {
  return Math.max(200, inside.clientWidth);
}

/** Draws new points into an existing chart; new lines need a new chart. */
function update(group, members) {
  const data = uPlot.join(members.map(table));
  const known = charts.get(group);
  const now = shape(members);
  if (known && known.shape === now) {
    known.section.dataset.points = data[0].length;
    const isAll = !isZoomed(known.plot);
    known.plot.setData(data, isAll);
    if (!isAll) known.plot.redraw();
    return;
  }
  known?.plot.destroy();
  const chart = known ?? box(group);
  chart.section.dataset.points = data[0].length;
  chart.plot = new uPlot(options(members, width(chart.inside)), data, chart.inside);
  chart.shape = now;
  if (!known) chart.inside.addEventListener('keydown', event => steer(chart.plot, event));
  charts.set(group, chart);
}

function isZoomed(plot) {
  const x = plot.data[0];
  const {min, max} = plot.scales.x;
  return x.length > 1 && (min > x[0] || max < x[x.length - 1]);
}

/** Zooms and moves the shown iterations. */
function steer(plot, event) {
  const all = plot.data[0];
  const {min, max} = plot.scales.x;
  const span = max - min;
  const middle = (min + max) / 2;
  const moves = {
    '+': [middle - span / 4, middle + span / 4],
    '=': [middle - span / 4, middle + span / 4],
    '-': [middle - span, middle + span],
    ArrowLeft: [min - span / 10, max - span / 10],
    ArrowRight: [min + span / 10, max + span / 10],
    0: [all[0], all[all.length - 1]],
  };
  const move = moves[event.key];
  if (move && !event.ctrlKey && !event.metaKey && !event.altKey && span > 0) {
    event.preventDefault();
    plot.setScale('x', {min: Math.max(all[0], move[0]), max: Math.min(all[all.length - 1], move[1])});
  }
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
