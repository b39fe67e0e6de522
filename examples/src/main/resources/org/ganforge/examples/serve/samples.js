/** The pictures of samples, with a slider through the training. */
import {path} from './server.js';

const none = document.getElementById('no-samples');
const all = document.getElementById('samples');
const slider = document.getElementById('frame');
const number = document.getElementById('frame-number');
const grid = document.getElementById('grid');
const caption = document.getElementById('grid-caption');

let run = '';
let iterations = [];

/** Starts with a run that has no pictures yet. */
export function clear(id) {
  run = id;
  take([]);
}

/** Sets the iterations of all pictures; shows the newest, unless the user has chosen an older one. */
export function take(now) {
  const isNewest = iterations.length === 0 || Number(slider.value) === iterations.length - 1;
  iterations = now;
  none.hidden = now.length > 0;
  all.hidden = now.length === 0;
  slider.max = Math.max(0, now.length - 1);
  if (isNewest) slider.value = slider.max;
  show();
}

function show() {
  const iteration = iterations[slider.value];
  if (iteration === undefined) {
    grid.removeAttribute('src');
    return;
  }
  const text = iteration.toLocaleString('en');
  const source = path(run, 'pictures', 'samples-' + iteration);
  slider.setAttribute('aria-valuetext', 'after ' + text + ' iterations');
  number.textContent = text;
  caption.textContent = 'Samples after ' + text + ' iterations, of the same noise in every picture';
  if (grid.getAttribute('src') !== source) {
    grid.src = source;
    grid.alt = 'Samples after ' + text + ' iterations';
  }
}

slider.addEventListener('input', show);
