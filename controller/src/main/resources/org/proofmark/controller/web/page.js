// What htmx does not do: the clock, the state of the connection, logs that stay at their end.
(function () {
  'use strict';
  const MAX_LINES = 1000;
  const clock = document.getElementById('clock');
  const connection = document.getElementById('connection');
  const lost = document.getElementById('lost');
  const lostAt = document.getElementById('lost-at');

  function now() { return new Date().toISOString().slice(11, 19); }
  function tick() { clock.textContent = now() + ' UTC'; }
  tick();
  setInterval(tick, 1000);

  // A log that shows its end goes on showing it; one that somebody scrolled stays.
  const logs = Array.from(document.querySelectorAll('.log'));
  function atEnd(log) { return log.scrollHeight - log.scrollTop - log.clientHeight < 40; }
  logs.forEach(function (log) { log.scrollTop = log.scrollHeight; log.follows = true; });
  logs.forEach(function (log) {
    log.addEventListener('scroll', function () { log.follows = atEnd(log); });
    new MutationObserver(function () {
      while (log.childElementCount > MAX_LINES) { log.firstElementChild.remove(); }
      if (log.follows) { log.scrollTop = log.scrollHeight; }
    }).observe(log, { childList: true });
  });

  function show(text, state) {
    if (!connection) { return; }
    connection.textContent = text;
    connection.className = 'connection ' + state;
  }
  document.body.addEventListener('htmx:sseOpen', function () {
    show('live', 'live');
    lost.hidden = true;
  });
  document.body.addEventListener('htmx:sseError', function () {
    show('away', 'away');
    if (lost.hidden) { lostAt.textContent = now(); lost.hidden = false; }
  });
  // A browser that leaves keeps no stream open.
  window.addEventListener('pagehide', function () {
    document.querySelectorAll('[sse-connect]').forEach(function (e) {
      const data = e['htmx-internal-data'];
      if (data && data.sseEventSource) { data.sseEventSource.close(); }
    });
  });
})();
