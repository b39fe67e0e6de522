/** Assembles the page: the run that is shown, its progress and its controls. */
import * as charts from './charts.js';
import * as explorer from './explorer.js';
import * as samples from './samples.js';
import {get, hasToken, listen, path, post} from './server.js';

const PHASES = {recorded: 'Recorded', training: 'Training', stopping: 'Stopping', ended: 'Ended'};
const WAIT = 1000;
const LIST_WAIT = 3000;

const byId = id => document.getElementById(id);
const chooser = byId('runs');
const failure = byId('failure');
const asked = byId('asked');
const confirm = byId('confirm');

let shown = null;
let stopListening = () => {};
let phase = '';
let listed = '';

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function fail(text) {
  failure.hidden = !text;
  say(failure, text);
}

/** 0:07, 2:13 or 1:02:13. */
function time(seconds) {
  const all = Math.round(seconds);
  const two = number => String(number).padStart(2, '0');
  const minutes = Math.floor(all / 60);
  const hours = Math.floor(minutes / 60);
  return hours ? hours + ':' + two(minutes % 60) + ':' + two(all % 60) : minutes + ':' + two(all % 60);
}

function count(number) {
  return number.toLocaleString('en');
}

function status(now) {
  phase = now.phase;
  fail('');
  say(byId('phase'), PHASES[phase]);
  const parts = ['iteration ' + count(now.iteration) + ' of ' + count(now.iterations)];
  if (now.epoch) parts.push('epoch ' + count(now.epoch));
  if (now.images_per_second) {
    parts.push(count(Math.round(now.images_per_second)) + ' images per second', time(now.seconds_left) + ' left');
  }
  say(byId('numbers'), parts.join(', '));
  const progress = byId('progress');
  progress.hidden = false;
  progress.max = Math.max(1, now.iterations);
  progress.value = now.iteration;
  byId('save').disabled = phase !== 'training';
  byId('stop').disabled = phase !== 'training';
  document.title = Math.floor(100 * now.iteration / Math.max(1, now.iterations)) + ' % ' + shown;
}

function warnings(now) {
  byId('no-warnings').hidden = now.length > 0;
  byId('warnings').replaceChildren(...now.map(warning => {
    const item = document.createElement('li');
    const kind = document.createElement('strong');
    kind.textContent = warning.event;
    item.append(kind, ', iteration ' + count(warning.iteration) + ': ' + warning.text);
    return item;
  }));
}

function records(now) {
  if (now.restart) charts.clear();
  charts.take(now.curves);
  if (now.warnings) warnings(now.warnings);
  if (now.samples) samples.take(now.samples);
}

function facts(run) {
  byId('facts').replaceChildren(...run.facts.map(([name, text]) => {
    const row = document.createElement('tr');
    const head = document.createElement('th');
    const cell = document.createElement('td');
    head.scope = 'row';
    head.textContent = name;
    cell.textContent = text;
    row.append(head, cell);
    return row;
  }));
  byId('pictures').replaceChildren(...run.pictures.map(([name, text]) => {
    const figure = document.createElement('figure');
    const image = document.createElement('img');
    const caption = document.createElement('figcaption');
    image.src = path(run.id, 'pictures', name);
    image.alt = text;
    image.loading = 'lazy';
    caption.textContent = text;
    figure.append(image, caption);
    return figure;
  }));
}

async function show(id) {
  stopListening();
  shown = id;
  phase = '';
  charts.clear();
  samples.clear(id);
  explorer.clear(id);
  warnings([]);
  asked.textContent = '';
  const run = await get(path(id));
  if (shown !== id) return;
  byId('controls').hidden = !(run.live && hasToken);
  facts(run);
  stopListening = listen(id, {
    records,
    status,
    failure: now => fail(now.error),
    lost: () => {
      if (phase === 'ended') stopListening();
      else fail('The server does not answer: the program may have ended, or too many pages are open.');
    },
  });
}

/** Updates the list of runs, and returns them. */
async function list() {
  const found = await get('/api/runs');
  const now = JSON.stringify(found);
  if (now === listed) return found.runs;
  listed = now;
  const all = found.runs.map(run => new Option(run.id + (run.live ? ' (training)' : ''), run.id));
  const kept = shown;
  if (kept && !found.runs.some(run => run.id === kept)) {
    const gone = await isGone(kept);
    if (shown !== kept || listed !== now) return found.runs;
    all.unshift(new Option(kept + (gone ? ' (gone)' : ''), kept));
  }
  chooser.replaceChildren(...all);
  if (shown) chooser.value = shown;
  byId('left-out').hidden = !found.left_out;
  say(byId('left-out'), 'The list has ' + count(found.runs.length) + ' of ' + count(found.runs.length + found.left_out)
    + ' runs: those given by their own directories, then the newest. For others, give ./gan serve their directories.');
  return found.runs;
}

/** Whether a run that isn't listed doesn't exist any more; otherwise newer ones have taken its place in the list. */
async function isGone(id) {
  try {
    await get(path(id));
    return false;
  } catch (error) {
    return error.status === 404;
  }
}

/** Another program may start a run at any time; the one that serves a training has only that run. */
function follow() {
  setInterval(() => {
    if (!document.hidden) list().catch(() => {});
  }, LIST_WAIT);
}

/** A training creates its run shortly after the page is available. */
async function start() {
  try {
    const runs = await list();
    if (runs.length === 0) {
      say(byId('phase'), 'Getting ready');
      setTimeout(start, WAIT);
      return;
    }
    if (!runs[0].live) follow();
    await show(runs[0].id);
  } catch (error) {
    fail(error.message);
  }
}

async function request(what, answer) {
  try {
    await post(path(shown, what));
    asked.textContent = answer;
  } catch (error) {
    asked.textContent = error.message;
  }
}

chooser.addEventListener('change', () => {
  const id = chooser.value;
  show(id).catch(error => {
    if (shown === id) fail(error.message);
  });
});
byId('save').addEventListener('click', () => request('save', 'A checkpoint will be saved after this iteration.'));
byId('stop').addEventListener('click', () => confirm.showModal());
byId('confirm-back').addEventListener('click', () => confirm.close());
byId('confirm-stop').addEventListener('click', () => {
  confirm.close();
  request('stop', 'The training will stop after this iteration, with everything saved.');
});
start();
