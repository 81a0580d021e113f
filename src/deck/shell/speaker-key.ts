import type { RevealApi } from 'reveal.js';

/** What of the notes plugin its types leave out. */
interface NotesPlugin {
  open(): void;
}

/**
 * `S` opens the speaker view. Its previews come from the deck's server: where
 * that has ended, it says so instead of opening a window of error pages.
 */
export function mountSpeakerKey(deck: RevealApi): void {
  deck.addKeyBinding(
    { keyCode: 83, key: 'S', description: 'Speaker notes view' },
    () => {
      void open(deck);
    },
  );
}

async function open(deck: RevealApi): Promise<void> {
  if (!(await isServed())) {
    announce(
      'The deck’s server has ended, so the speaker view cannot open. This window still shows every slide. Start npm run slides again and reload this page.',
    );
    return;
  }
  (deck.getPlugin('notes') as unknown as NotesPlugin).open();
}

async function isServed(): Promise<boolean> {
  if (location.protocol === 'file:') return true;
  try {
    await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}

const announcedMs = 12_000;

/** Says something over the slide for a while, or until it is clicked. */
function announce(text: string): void {
  document.querySelector('.announcement')?.remove();
  const box = document.createElement('p');
  box.className = 'announcement';
  box.setAttribute('role', 'alert');
  box.textContent = text;
  box.style.cssText =
    'position: fixed; inset: auto 6vw 8vh; z-index: 50; margin: 0; padding: 1em 1.2em; border-radius: 8px; background: #222; color: #fff; font: 400 max(16px, 2.4vh)/1.4 var(--sans)';
  const remove = () => {
    box.remove();
  };
  box.addEventListener('click', remove);
  setTimeout(remove, announcedMs);
  document.body.append(box);
}
