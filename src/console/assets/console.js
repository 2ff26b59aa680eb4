// The console works without this script; it adds what a page cannot do by itself.

renewLivePage();
offerToCopy();

/** Fetches the page again while it says `data-live`, and takes over what has changed. Slower while nothing does. */
function renewLivePage() {
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 10_000;
  let wait = FIRST_WAIT;
  let timer;
  const isLive = () => document.querySelector('[data-live]') !== null;

  const renew = async () => {
    try {
      const response = await fetch(location.href);
      if (!response.ok) throw new Error(`Status ${response.status}`);
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      wait = takeOver(fresh) ? FIRST_WAIT : Math.min(wait * 1.1, LONGEST_WAIT);
      tell('');
    } catch {
      tell('This page is not up to date, because the console does not answer. It keeps trying.');
    }
    schedule();
  };

  const schedule = () => {
    clearTimeout(timer);
    // Nobody looks at a hidden page.
    if (isLive() && !document.hidden) timer = setTimeout(renew, wait);
  };

  document.addEventListener('visibilitychange', () => {
    wait = FIRST_WAIT;
    schedule();
  });
  schedule();
}

/** Whether anything was new. Parts that stay the same are left alone, so that a reader is not read the same again. */
function takeOver(fresh) {
  const focused = document.activeElement?.id;
  const changed = ['summary', 'emails', 'mails'].filter((id) => {
    const [part, freshPart] = [document.getElementById(id), fresh.getElementById(id)];
    if (!part || !freshPart || part.innerHTML === freshPart.innerHTML) return false;
    part.replaceChildren(...freshPart.childNodes);
    part.toggleAttribute('data-live', freshPart.hasAttribute('data-live'));
    return true;
  });
  if (changed.length === 0) return false;
  document.title = fresh.title;
  if (focused) document.getElementById(focused)?.focus();
  return true;
}

function tell(message) {
  const stale = document.getElementById('stale');
  if (stale && stale.textContent !== message) stale.textContent = message;
}

function offerToCopy() {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = 'Copied';
    });
  }
}
