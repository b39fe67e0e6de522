/** All requests of the page to its server. */

const KEY = 'ganforge-token';
const RETRY = 3000;

/** The token comes after the # of the first address; it is removed there, so that nobody copies it by accident. */
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

const token = takeToken();

/** Whether the page was opened with a token, by whoever started the training. */
export const hasToken = token !== null;

/** The address of a run's resource. */
export function path(run, ...more) {
  return ['/api/runs', encodeURIComponent(run), ...more].join('/');
}

async function ask(address, options) {
  const response = await fetch(address, options);
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error), {status: response.status});
  return answer;
}

/** Gets JSON; fails with the server's message. */
export function get(address) {
  return ask(address, {});
}

/** Sends a request that changes the training. */
export function post(address) {
  return ask(address, {method: 'POST', headers: {'X-GanForge-Token': token ?? ''}});
}

/**
 * Listens to a run while the page is visible; a hidden one costs the training nothing.
 *
 * @param on a function for each kind of event, and `lost` for a server that is gone
 * @returns a function that ends it
 */
export function listen(run, on) {
  let source = null;
  let ended = false;
  const open = () => {
    source = new EventSource(path(run, 'events'));
    for (const kind of ['records', 'status', 'failure']) {
      source.addEventListener(kind, event => on[kind](JSON.parse(event.data)));
    }
    source.addEventListener('error', () => {
      on.lost();
      // A browser tries again by itself, but not where it was refused.
      if (source?.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(follow, RETRY);
      }
    });
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const follow = () => {
    if (document.hidden) close();
    else if (!source && !ended) open();
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', follow);
    close();
  };
}
