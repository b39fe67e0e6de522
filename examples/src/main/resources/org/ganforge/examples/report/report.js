'use strict';
(() => {
  const runs = JSON.parse(document.getElementById('data').textContent).runs;
  // Colours that colour-blind people can distinguish (Okabe and Ito 2008); the first two are those
  // of curves.png.
  const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
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
        ? {stroke: colours[name % colours.length], dash: []}
        : {stroke: colours[member.run % colours.length], dash: dashes[name % dashes.length]};
    };
  }

  function label(member) {
    return runs.length === 1 ? member.curve.name : runs[member.run].name + ' ' + member.curve.name;
  }

  /** A line, and for a thinned curve its edges, with the band between them. */
  function add(member, style, series, bands, tables) {
    const {x, y, least, greatest, floor} = member.curve;
    const columns = [x, y];
    const few = x.length < 20;
    series.push({label: label(member), width: 2, points: {show: few}, ...style});
    if (floor) {
      columns.push(floor);
      series.push({label: label(member) + ', real images', width: 1, points: {show: false}, ...style, dash: [2, 4]});
    } else if (y.some((value, i) => value !== least[i] || value !== greatest[i])) {
      columns.push(least, greatest);
      bands.push({series: [series.length + 1, series.length], fill: style.stroke + '38'});
      const edge = {label: '', width: 1, stroke: style.stroke + '60', points: {show: false}, class: 'edge'};
      series.push(edge, {...edge});
    }
    tables.push(columns);
  }

  function colour(name, fallback, printed) {
    return printed ? fallback : getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function options(series, bands, width, printed) {
    const axis = {
      stroke: colour('--ink', '#000', printed),
      grid: {stroke: colour('--line', '#bbb', printed), width: 1},
      ticks: {stroke: colour('--line', '#bbb', printed), width: 1},
    };
    return {
      width,
      height: 260,
      series,
      bands,
      scales: {x: {time: false}},
      axes: [{...axis}, {...axis, size: 64}],
      cursor: {sync: {key: 'iterations'}},
    };
  }

  function draw(printed) {
    const charts = document.getElementById('charts');
    plots.forEach(plot => plot.destroy());
    plots = [];
    charts.replaceChildren();
    groups().forEach((members, group) => {
      const box = document.createElement('section');
      const heading = document.createElement('h3');
      const place = document.createElement('div');
      box.className = 'chart';
      heading.textContent = group.replaceAll('_', ' ');
      place.tabIndex = 0;
      place.setAttribute('role', 'group');
      place.setAttribute('aria-label', 'Curves of ' + heading.textContent + ' over the iterations; plus and minus zoom, '
        + 'the arrows move, 0 shows all');
      box.append(heading, place);
      charts.append(box);
      const series = [{label: 'iteration'}];
      const bands = [];
      const tables = [];
      const style = look(members);
      members.forEach(member => add(member, style(member), series, bands, tables));
      const width = Math.max(200, place.clientWidth);
      const plot = new uPlot(options(series, bands, width, printed), uPlot.join(tables), place);
      place.addEventListener('keydown', event => steer(plot, event));
      plots.push(plot);
    });
    document.getElementById('hint').hidden = plots.length === 0;
  }

  /** Zooms and moves the shown iterations. */
  function steer(plot, event) {
    const all = plot.data[0];
    const {min, max} = plot.scales.x;
    const span = max - min;
    const middle = (min + max) / 2;
    const moves = {
      '+': () => [middle - span / 4, middle + span / 4],
      '=': () => [middle - span / 4, middle + span / 4],
      '-': () => [middle - span, middle + span],
      ArrowLeft: () => [min - span / 10, max - span / 10],
      ArrowRight: () => [min + span / 10, max + span / 10],
      0: () => [all[0], all[all.length - 1]],
    };
    const move = moves[event.key];
    if (move && !event.ctrlKey && !event.metaKey && !event.altKey && span > 0) {
      event.preventDefault();
      const [from, to] = move();
      plot.setScale('x', {min: Math.max(all[0], from), max: Math.min(all[all.length - 1], to)});
    }
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
    const width = Math.max(200, plot.root.parentElement.clientWidth);
    if (width !== plot.width) plot.setSize({width, height: 260});
  })).observe(document.getElementById('charts'));
})();
