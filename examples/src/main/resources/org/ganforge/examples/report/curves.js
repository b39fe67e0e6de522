/** How the live page and the report draw curves. It imports nothing, so that the report can contain it. */

// Colours that colour-blind people can distinguish (Okabe and Ito 2008); the first two are those of curves.png.
export const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
export const HEIGHT = 260;
const FEW = 20;

/** Whether there are so few points that each is marked. */
export function isShort(curve) {
  return curve.x.length < FEW;
}

/** A thinned curve has a band from its least to its greatest values. */
export function hasBand({y, least, greatest}) {
  return Boolean(least) && y.some((value, i) => value !== least[i] || value !== greatest[i]);
}

/** The columns of a curve, as many as its lines and one for the iterations. */
export function table(curve) {
  const {x, y, least, greatest, floor} = curve;
  if (floor) return [x, y, floor];
  return hasBand(curve) ? [x, y, least, greatest] : [x, y];
}

/** The lines of a curve: its means, and its edges or the real images' value. */
function lines(curve, label, style) {
  const means = {label, width: 2, points: {show: isShort(curve)}, ...style};
  if (curve.floor) {
    return [means, {label: label + ', real images', width: 1, points: {show: false}, ...style, dash: [2, 4]}];
  }
  const edge = {label: '', width: 1, stroke: style.stroke + '60', points: {show: false}, class: 'edge'};
  return hasBand(curve) ? [means, edge, {...edge}] : [means];
}

/**
 * The options of a chart.
 *
 * @param members each with its curve, label and style, which has a stroke
 * @param colour returns the colour of --ink and of --line
 */
export function options(members, width, colour) {
  const series = [{label: 'iteration'}];
  const bands = [];
  for (const {curve, label, style} of members) {
    const added = lines(curve, label, style);
    if (added.length === 3) bands.push({series: [series.length + 2, series.length + 1], fill: style.stroke + '38'});
    series.push(...added);
  }
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
  };
}

/** The value of a custom property of the page. */
export function property(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Adds an empty chart, with a place that takes the keyboard. */
export function box(group, charts) {
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
  charts.append(section);
  return {section, inside};
}

export function width(inside) {
  return Math.max(200, inside.clientWidth);
}

/** Zooms and moves the shown iterations. */
export function steer(plot, event) {
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
