// Tells the visitor when the connection is lost, and loads the page again when the server has come back without this page's state.
(() => {
  const notice = () => document.getElementById('components-reconnect-modal');
  const wait = attempt => Math.min(250 * 2 ** attempt, 3000);

  document.addEventListener('components-reconnect-state-changed', event => {
    const state = event.detail?.state;
    if (state === 'rejected' || state === 'failed' || state === 'resume-failed') whenTheServerAnswers(0);
    const box = notice();
    if (state === 'show' && box) box.querySelector('time').textContent = new Date().toLocaleTimeString();
  }, true);

  async function whenTheServerAnswers(attempt) {
    try {
      await fetch('/health/live', { cache: 'no-store' });
      location.reload();
    } catch {
      setTimeout(() => whenTheServerAnswers(attempt + 1), wait(attempt));
    }
  }

  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: attempt => wait(attempt) } } });
})();
