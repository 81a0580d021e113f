import { element, escapeText } from '../../render/svg.ts';
import { count } from '../../render/words.ts';
import {
  createChains,
  unpackRuns,
  type ChainPlace,
  type Chains,
} from '../chains.ts';
import { renderRequestPanel, requestLine } from '../panel.ts';
import { takeColours } from './colours.ts';
import { styleSheet } from './style.ts';
import { WakingElement } from './waking-element.ts';

export const chainElementName = 'chain-explorer';

const help =
  'Point at a bar, or press →, for the requests that decided when each run ended. ↓ goes to the next run, Enter keeps a request.';

const markup = `<style>${styleSheet}</style>
<div class="stage"><slot></slot><svg class="overlay" aria-hidden="true"></svg></div>
<div class="panel">${help}</div>
<div class="aside" aria-live="polite"></div>`;

/**
 * A picture of compared runs that answers: each request of the chains that
 * decided their ends can be looked at. Without this script the picture stays.
 */
export class ChainExplorer extends WakingElement {
  protected override wake(json: string): () => void {
    if (this.querySelector('svg')) {
      wakeChains(this, createChains(unpackRuns(json)));
    }
    return () => undefined;
  }
}

function wakeChains(host: HTMLElement, chains: Chains): void {
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = markup;
  host.tabIndex = 0;
  host.setAttribute('role', 'group');
  host.setAttribute(
    'aria-label',
    'Compared runs: left and right go along the chain of a run, up and down to another run, Enter pins',
  );
  // JupyterLab has commands of its own on these keys.
  host.setAttribute('data-lm-suppress-shortcuts', 'true');
  let place: ChainPlace | undefined;
  let isPinned = false;

  function show(next: ChainPlace | undefined): void {
    place = next;
    const figure = figureOf(host);
    takeColours(host, figure);
    const request = place && chains.requestAt(place);
    const run = chains.runs[place?.run ?? 0];
    const overlay = root.querySelector('svg');
    const panel = root.querySelector('.panel');
    const aside = root.querySelector('.aside');
    if (!overlay || !panel || !aside || !run) return;
    overlay.setAttribute('viewBox', figure.getAttribute('viewBox') ?? '');
    overlay.innerHTML = place ? litBox(figure, place, chains) : '';
    panel.innerHTML =
      place && request
        ? `<p>${escapeText(whereWords(chains, place))}</p>${renderRequestPanel(run.trace, request)}`
        : help;
    for (const button of panel.querySelectorAll('[data-go]')) {
      // Only requests of the chain can be gone to.
      button.replaceWith(button.textContent);
    }
    aside.textContent =
      place && request
        ? `${whereWords(chains, place)} ${requestLine(run.trace, request)}`
        : '';
  }

  host.addEventListener('keydown', (event) => {
    if (event.composedPath()[0] !== host) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') isPinned = place !== undefined && !isPinned;
    else if (event.key === 'Escape') {
      isPinned = false;
      show(undefined);
    } else {
      const move = moves[event.key];
      if (!move) return;
      show(place ? move(chains, place) : { run: 0, link: 0 });
    }
    event.preventDefault();
    event.stopPropagation();
  });
  const stage = root.querySelector<HTMLElement>('.stage');
  stage?.addEventListener('pointermove', (event) => {
    const at = placeOf(figureOf(host), event, chains);
    if (at && !isPinned) show(at);
  });
  stage?.addEventListener('click', (event) => {
    const at = placeOf(figureOf(host), event, chains);
    const isSame = at?.run === place?.run && at?.link === place?.link;
    isPinned = at !== undefined && !(isPinned && isSame);
    show(at);
  });
}

type Move = (chains: Chains, place: ChainPlace) => ChainPlace;

const moves: Readonly<Partial<Record<string, Move>>> = {
  ArrowRight: (chains, place) => chains.along(place, 1),
  ArrowLeft: (chains, place) => chains.along(place, -1),
  ArrowDown: (chains, place) => chains.across(place, 1),
  ArrowUp: (chains, place) => chains.across(place, -1),
  Home: (chains, place) => chains.along(place, -Infinity),
  End: (chains, place) => chains.along(place, Infinity),
};

function figureOf(host: HTMLElement): SVGSVGElement {
  const figure = host.querySelector('svg');
  if (!figure) throw new Error('The picture is gone.');
  return figure;
}

function whereWords(chains: Chains, { run, link }: ChainPlace): string {
  const { name = '' } = chains.runs[run] ?? {};
  return `${name}: ${count(link + 1)} of the ${count(chains.lengthOf(run))} that decided its end.`;
}

/** The strip of a run, in the picture's own units. */
function stripOf(figure: SVGSVGElement, run: number): DOMRect | undefined {
  const strip = figure.querySelector(`[data-run="${run}"]`);
  if (!strip) return undefined;
  const outer = figure.getBoundingClientRect();
  const inner = strip.getBoundingClientRect();
  const scale = figure.viewBox.baseVal.width / outer.width;
  return new DOMRect(
    (inner.x - outer.x) * scale,
    (inner.y - outer.y) * scale,
    inner.width * scale,
    inner.height * scale,
  );
}

function axisOf({ dataset }: SVGSVGElement) {
  const startPx = Number(dataset['originX']);
  const msPerPx = Number(dataset['msPerPx']);
  return {
    pxOf: (ms: number) => startPx + ms / msPerPx,
    msAt: (px: number) => (px - startPx) * msPerPx,
  };
}

function litBox(
  figure: SVGSVGElement,
  place: ChainPlace,
  chains: Chains,
): string {
  const strip = stripOf(figure, place.run);
  const parts = chains.partsAt(place);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!strip || !first || !last) return '';
  const { pxOf } = axisOf(figure);
  const x = pxOf(first.fromMs);
  return element('rect', {
    class: 'lit',
    x: x - 1,
    y: strip.y - 3,
    width: Math.max(3, pxOf(last.toMs) - x + 2),
    height: strip.height + 6,
    rx: 2,
  });
}

function placeOf(
  figure: SVGSVGElement,
  event: MouseEvent,
  chains: Chains,
): ChainPlace | undefined {
  const { left, top, width } = figure.getBoundingClientRect();
  const scale = figure.viewBox.baseVal.width / width;
  const y = (event.clientY - top) * scale;
  const ms = axisOf(figure).msAt((event.clientX - left) * scale);
  const run = chains.runs.findIndex((_, index) => {
    const strip = stripOf(figure, index);
    return strip && y >= strip.y - 8 && y <= strip.bottom + 8;
  });
  return run < 0 ? undefined : chains.placeAt(run, ms);
}
