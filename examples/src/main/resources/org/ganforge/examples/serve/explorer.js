/** The explorer: sliders that move one picture through the noise space. */
import {get, path} from './server.js';

const SHOWN = 8;
const KEPT = ['A', 'B', 'C'];
const STEPS = 160;

const byId = id => document.getElementById(id);
const image = byId('view');
const failure = byId('view-failure');

let run = null;
let about = null;
let moves = new Map();
let kept = new Map();
let wanted = null;
let busy = false;
let shownUrl = null;

/** Starts with a run; nothing is requested from the server before the explorer is opened. */
export function clear(id) {
  run = id;
  about = null;
  wanted = null;
  moves = new Map();
  kept = new Map();
  forget();
  byId('explorer').hidden = true;
  byId('explorer-closed').hidden = false;
  fail('');
}

/** Takes the pictures of another run away. */
function forget() {
  if (shownUrl) URL.revokeObjectURL(shownUrl);
  shownUrl = null;
  for (const small of byId('kept').querySelectorAll('img')) URL.revokeObjectURL(small.src);
  byId('kept').replaceChildren();
  image.removeAttribute('src');
  byId('download').removeAttribute('href');
  byId('command').value = '';
  byId('view-caption').textContent = '';
}

function fail(text) {
  failure.hidden = !text;
  if (failure.textContent !== text) failure.textContent = text;
}

/** A number as in commands: without an exponent, with at most three decimals. */
function number(value) {
  return String(Math.round(value * 1000) / 1000);
}

function mode() {
  return document.querySelector('input[name=shown]:checked').value;
}

/** The point of the sliders: 7, or 7+pc1=2.5 if they are moved. */
function point() {
  const seed = Math.max(0, Math.floor(Number(byId('seed').value) || 0));
  return [seed, ...[...moves].map(([name, by]) => name + '=' + number(by))].join('+');
}

function generator() {
  const all = {checkpoint: byId('checkpoint').value};
  if (about.classes.length) all.label = byId('label').value;
  return all;
}

function common() {
  const all = generator();
  const truncation = byId('truncation');
  if (truncation.value !== truncation.max) all.truncation = number(truncation.value);
  return all;
}

function view() {
  const all = common();
  if (mode() === 'point') all.point = point();
  if (mode() === 'morph') {
    Object.assign(all, {from: kept.get('A').point, to: kept.get('B').point, path: byId('path').value,
      share: number(byId('share').value)});
  }
  if (mode() === 'sum') {
    Object.assign(all, {points: KEPT.map(name => kept.get(name).point).join(','), combine: 'a-b+c'});
  }
  return all;
}

function address(what, parameters) {
  return path(run, 'explorer', what) + '?' + new URLSearchParams(parameters);
}

function caption() {
  if (mode() === 'morph') {
    return Math.round(100 * byId('share').value) + ' % of the way from A to B';
  }
  return mode() === 'sum' ? 'A − B + C' : 'Noise ' + point();
}

async function picture(parameters) {
  const response = await fetch(address('picture', parameters));
  if (!response.ok) throw new Error((await response.json()).error);
  return response.blob();
}

/** Requests only the newest view, and one at a time, so that a dragged slider does not pile up requests. */
async function follow() {
  if (busy) return;
  busy = true;
  image.setAttribute('aria-busy', 'true');
  while (wanted) {
    const now = wanted;
    wanted = null;
    try {
      const [blob, again] = await Promise.all([picture(now.view), get(address('command', now.view))]);
      if (now.run === run) show(blob, again.command, now.caption);
    } catch (error) {
      if (now.run === run) {
        fail(error.message);
        checkpoints().catch(() => {});
      }
    }
  }
  image.removeAttribute('aria-busy');
  busy = false;
}

function show(blob, command, text) {
  fail('');
  if (shownUrl) URL.revokeObjectURL(shownUrl);
  shownUrl = URL.createObjectURL(blob);
  image.src = shownUrl;
  image.alt = text;
  byId('view-caption').textContent = text;
  byId('command').value = command;
  byId('download').href = shownUrl;
}

function change() {
  if (!about) return;
  copied('');
  wanted = {run, view: view(), caption: caption()};
  follow();
}

function copied(text) {
  byId('copied').textContent = text;
}

function say(output, value) {
  output.textContent = number(value);
}

function move(name, by) {
  if (number(by) === '0') moves.delete(name);
  else moves.set(name, Number(by));
}

function slider(name, text) {
  const row = document.createElement('p');
  const label = document.createElement('label');
  const input = document.createElement('input');
  const output = document.createElement('output');
  row.className = 'slider';
  input.type = 'range';
  input.id = name;
  input.min = -about.reach;
  input.max = about.reach;
  input.step = about.reach / (STEPS / 2);
  input.value = moves.get(name) ?? 0;
  label.htmlFor = name;
  label.textContent = text;
  output.htmlFor = name;
  say(output, input.value);
  input.addEventListener('input', () => {
    move(name, input.value);
    say(output, input.value);
    toPoint();
    change();
  });
  row.append(label, input, output);
  return row;
}

function showMode() {
  byId('morph-row').hidden = mode() !== 'morph';
  byId('path-row').hidden = mode() !== 'morph';
  say(byId('share-value'), byId('share').value);
}

/** The sliders belong to the point, so moving one shows the point. */
function toPoint() {
  document.querySelector('input[name=shown][value=point]').checked = true;
  showMode();
}

async function directions() {
  const asked = run;
  const found = await get(address('directions', generator()));
  if (asked !== run) return;
  byId('no-directions').hidden = !found.refused;
  byId('no-directions').textContent = found.refused ?? '';
  if (found.refused) [...moves.keys()].filter(name => name.startsWith('pc')).forEach(name => moves.delete(name));
  byId('directions').replaceChildren(...found.strengths.slice(0, SHOWN).map(
      (strength, i) => slider('pc' + (i + 1), 'Direction ' + (i + 1))));
}

function coordinate() {
  const input = byId('coordinate');
  const index = Math.min(about.length - 1, Math.max(0, Math.floor(Number(input.value) || 0)));
  return 'z' + index;
}

function showCoordinate() {
  const by = moves.get(coordinate()) ?? 0;
  byId('coordinate-move').value = by;
  say(byId('coordinate-value'), by);
  const all = [...moves].filter(([name]) => name.startsWith('z')).map(([name, value]) => name + ' ' + number(value));
  byId('moved-coordinates').textContent = all.length ? 'Moved: ' + all.join(', ') : '';
}

function showTruncation() {
  const input = byId('truncation');
  byId('truncation-value').textContent = input.value === input.max ? 'off' : number(input.value);
}

function keepers() {
  byId('kept').replaceChildren(...KEPT.map(name => {
    const figure = document.createElement('figure');
    const button = document.createElement('button');
    const text = document.createElement('figcaption');
    button.type = 'button';
    button.id = 'keep-' + name;
    button.textContent = 'Keep as ' + name;
    button.addEventListener('click', () => keep(name));
    figure.append(button, text);
    text.textContent = 'nothing kept';
    return figure;
  }));
  combinable();
}

/** Keeps the point of the sliders, even if something else is shown. */
async function keep(name) {
  const asked = run;
  const now = point();
  kept.set(name, {point: now});
  try {
    const blob = await picture({...common(), point: now});
    if (asked !== run || kept.get(name)?.point !== now) return;
    const figure = byId('keep-' + name).parentElement;
    const small = figure.querySelector('img') ?? document.createElement('img');
    if (small.src) URL.revokeObjectURL(small.src);
    small.src = URL.createObjectURL(blob);
    small.alt = name + ': noise ' + now;
    figure.querySelector('figcaption').textContent = now;
    figure.prepend(small);
  } catch (error) {
    fail(error.message);
  }
  combinable();
  if (mode() !== 'point') change();
}

function combinable() {
  document.querySelector('input[name=shown][value=morph]').disabled = !(kept.has('A') && kept.has('B'));
  document.querySelector('input[name=shown][value=sum]').disabled = kept.size < KEPT.length;
}

function options(select, all, chosen) {
  select.replaceChildren(...all.map(([value, text]) => new Option(text, value, false, value === chosen)));
}

/** A training saves new checkpoints and deletes old ones. */
async function checkpoints() {
  const asked = run;
  const found = await get(path(run, 'explorer'));
  if (asked !== run || !about) return;
  const chosen = byId('checkpoint').value;
  about = found;
  listCheckpoints();
  if (found.checkpoints.map(String).includes(chosen)) byId('checkpoint').value = chosen;
}

function listCheckpoints() {
  options(byId('checkpoint'), about.checkpoints.map(step =>
      [String(step), step.toLocaleString('en') + (step === about.best ? ', the best' : '')]));
}

async function open() {
  const asked = run;
  try {
    const found = await get(path(run, 'explorer'));
    if (asked !== run) return;
    about = found;
    listCheckpoints();
    options(byId('label'), about.classes.map((name, i) => [String(i), name]));
    byId('label-row').hidden = about.classes.length === 0;
    const truncation = byId('truncation');
    truncation.max = about.most_truncation;
    truncation.value = about.most_truncation;
    const single = byId('coordinate-move');
    single.min = -about.reach;
    single.max = about.reach;
    single.step = about.reach / (STEPS / 2);
    byId('coordinate').max = about.length - 1;
    toPoint();
    keepers();
    showTruncation();
    showCoordinate();
    byId('explorer-closed').hidden = true;
    byId('explorer').hidden = false;
    byId('another').focus();
    change();
    await directions();
  } catch (error) {
    if (asked === run) fail(error.message);
  }
}

function again() {
  showTruncation();
  directions().catch(error => fail(error.message));
  change();
}

byId('explore').addEventListener('click', open);
byId('another').addEventListener('click', () => {
  byId('seed').value = Math.floor(Math.random() * 1000000);
  toPoint();
  change();
});
byId('reset').addEventListener('click', () => {
  moves.clear();
  for (const input of byId('directions').querySelectorAll('input')) {
    input.value = 0;
    say(input.nextElementSibling, 0);
  }
  showCoordinate();
  toPoint();
  change();
});
byId('seed').addEventListener('input', () => { toPoint(); change(); });
byId('checkpoint').addEventListener('change', again);
byId('checkpoint').addEventListener('focus', () => checkpoints().catch(() => {}));
byId('label').addEventListener('change', again);
byId('truncation').addEventListener('input', () => { showTruncation(); change(); });
byId('coordinate').addEventListener('input', showCoordinate);
byId('coordinate-move').addEventListener('input', () => {
  move(coordinate(), byId('coordinate-move').value);
  showCoordinate();
  toPoint();
  change();
});
byId('share').addEventListener('input', () => { say(byId('share-value'), byId('share').value); change(); });
byId('path').addEventListener('change', change);
for (const input of document.querySelectorAll('input[name=shown]')) {
  input.addEventListener('change', () => {
    showMode();
    change();
  });
}
byId('copy').addEventListener('click', async () => {
  byId('command').select();
  try {
    await navigator.clipboard.writeText(byId('command').value);
    copied('Copied.');
  } catch {
    copied('Press Ctrl-C to copy it.');
  }
});
