// Runs before the first paint, so that a dark screen never flashes white. Kept out of index.html for a strict CSP.
(function () {
  var choice = 'system';
  try {
    choice = localStorage.getItem('backfill:theme') || 'system';
  } catch {
    // Storage is blocked: follow the system.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
})();
