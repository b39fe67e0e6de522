/** The report: curves of one or several runs, and their samples. It follows curves.js in one script. */
const runs = JSON.parse(document.getElementById('data').textContent).runs;
// Colours for paper, which is white in any case.
const PRINTED = {'--ink': '#000', '--line': '#bbb'};
const dashes = [[], [6, 4], [2, 3], [10, 3, 2, 3]];
const dark = matchMedia('(prefers-color-scheme: dark)');
let plots = [];

/** All curves, grouped by chart, in order of first appearance. */
function groups() {
  const found = new Map();
  runs.forEach((run, number) => run.curves.forEach(curve => {
    if (curve.group !== 'updates') {
      if (!found.has(curve.group)) found.set(curve.group, []);
      found.get(curve.group).push({run: number, curve});
    }
  }));
  return found;
}

/** With one run, curves differ in colour; with several, runs differ in colour and curves in dashes. */
function look(members) {
  const names = [...new Set(members.map(member => member.curve.name))];
  return member => {
    const name = names.indexOf(member.curve.name);
    return runs.length === 1
      ? {stroke: COLOURS[name % COLOURS.length], dash: []}
      : {stroke: COLOURS[member.run % COLOURS.length], dash: dashes[name % dashes.length]};
  };
}

function label(member) {
  return runs.length === 1 ? member.curve.name : runs[member.run].name + ' ' + member.curve.name;
}

function draw(printed) {
  const charts = document.getElementById('charts');
  plots.forEach(plot => plot.destroy());
  plots = [];
  charts.replaceChildren();
  const now = groups();
  // All places before the first chart, which would be as wide as the page if it were alone.
  const places = new Map([...now.keys()].map(group => [group, box(group, charts).inside]));
  now.forEach((members, group) => {
    const inside = places.get(group);
    const style = look(members);
    const looks = members.map(member => ({curve: member.curve, label: label(member), style: style(member)}));
    const colour = name => printed ? PRINTED[name] : property(name);
    const data = uPlot.join(members.map(member => table(member.curve)));
    const plot = new uPlot(options(looks, width(inside), colour), data, inside);
    inside.addEventListener('keydown', event => steer(plot, event));
    plots.push(plot);
  });
  document.getElementById('hint').hidden = plots.length === 0;
}

/** One slider for the samples of all runs; each shows the newest that it has at that iteration. */
function slide() {
  const iterations = [...new Set(runs.flatMap(run => run.frames.map(frame => frame.iteration)))];
  iterations.sort((a, b) => a - b);
  const slider = document.getElementById('frame');
  const last = iterations.length - 1;
  if (last < 1) return;
  slider.max = last;
  slider.value = last;
  document.getElementById('slider').hidden = false;
  const show = () => {
    const iteration = iterations[slider.value];
    slider.setAttribute('aria-valuetext', 'after ' + iteration + ' iterations');
    document.querySelectorAll('.frame').forEach(image => {
      const frames = runs[image.dataset.run].frames;
      const frame = frames.filter(one => one.iteration <= iteration).pop() || frames[0];
      image.src = frame.source;
      image.alt = 'Samples after ' + frame.iteration + ' iterations';
      image.parentElement.querySelector('output').textContent = frame.iteration;
    });
  };
  slider.addEventListener('input', show);
  show();
}

draw(false);
slide();
dark.addEventListener('change', () => draw(false));
addEventListener('beforeprint', () => draw(true));
addEventListener('afterprint', () => draw(false));
new ResizeObserver(() => plots.forEach(plot => {
  const now = width(plot.root.parentElement);
  if (now !== plot.width) plot.setSize({width: now, height: HEIGHT});
})).observe(document.getElementById('charts'));
