// Before the first paint, so that a chosen theme never flashes the other one.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the system's theme stands.
}

// What the home page opens with is asked for while its code is still on the way; src/api/client.ts takes the replies.
if (location.pathname + location.search === '/') {
  const replies = new Map();
  const ask = (path) => {
    const url = new URL(`/api/v1${path}`, location).href;
    const reply = fetch(url);
    reply.catch(() => {}); // who takes it tells of it
    replies.set(url, reply);
    return reply;
  };
  ask('/miners');
  window.early = ask('/status')
    .then((reply) => reply.clone().json())
    .then(({ data: { last_complete_day: day } }) => {
      if (day) ask(`/summaries/daily/${day}?definition=so_flagged`);
    })
    .catch(() => {})
    .then(() => replies);
}
