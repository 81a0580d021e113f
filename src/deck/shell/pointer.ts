import type { RevealApi } from 'reveal.js';
import './pointer.css';
import { isPreview, tellAudience } from './speaker.ts';
import { isPrint } from './theme.ts';

type Tool = 'laser' | 'pen';

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * `L` turns the mouse into a laser pointer, `X` into a pen, and each off again.
 * Both work over a demo or a recording that plays, and no key of the deck is
 * lost meanwhile. What is drawn stays with its slide; `Z` wipes it off. The laser
 * also follows the mouse over the speaker view's picture of the slide.
 */
export function mountPointer(deck: RevealApi): void {
  if (isPrint()) return;
  if (isPreview) {
    sendMouse();
    return;
  }
  const surface = document.createElementNS(svgNamespace, 'svg');
  surface.setAttribute('class', 'pointer');
  surface.setAttribute('aria-hidden', 'true');
  document.body.append(surface);
  const dot = document.createElementNS(svgNamespace, 'circle');
  dot.setAttribute('r', '0.6vw');
  const drawings = new Map<Element, SVGGElement>();
  let tool: Tool | undefined;

  function choose(next: Tool): void {
    tool = tool === next ? undefined : next;
    if (tool) document.documentElement.dataset['pointer'] = tool;
    else delete document.documentElement.dataset['pointer'];
    dot.remove();
  }

  /** What was drawn on the slide that is shown. */
  function drawing(): SVGGElement {
    const slide = deck.getCurrentSlide();
    const known = drawings.get(slide);
    const group = known ?? document.createElementNS(svgNamespace, 'g');
    drawings.set(slide, group);
    return group;
  }

  function showDrawing(): void {
    surface.replaceChildren(drawing());
  }

  function point(x: number, y: number): void {
    if (tool !== 'laser') return;
    dot.setAttribute('cx', String(x));
    dot.setAttribute('cy', String(y));
    if (!dot.isConnected) surface.append(dot);
  }

  addEventListener('pointermove', ({ clientX, clientY }) => {
    point(clientX, clientY);
  });
  addEventListener('message', ({ data }) => {
    const mouse = mouseIn(String(data));
    const box = slidesBox();
    if (mouse && box) {
      point(box.x + mouse.x * box.width, box.y + mouse.y * box.height);
    }
  });
  let stroke: SVGPathElement | undefined;
  surface.addEventListener('pointerdown', (event) => {
    if (tool !== 'pen') return;
    stroke = document.createElementNS(svgNamespace, 'path');
    stroke.setAttribute('d', `M${event.clientX} ${event.clientY}h0`);
    drawing().append(stroke);
    surface.setPointerCapture(event.pointerId);
  });
  surface.addEventListener('pointermove', ({ clientX, clientY }) => {
    const path = stroke?.getAttribute('d') ?? '';
    stroke?.setAttribute('d', `${path}L${clientX} ${clientY}`);
  });
  for (const type of ['pointerup', 'pointercancel']) {
    surface.addEventListener(type, () => {
      stroke = undefined;
    });
  }
  deck.on('slidechanged', showDrawing);
  deck.on('ready', showDrawing);
  for (const [keyCode, key, description, act] of [
    [
      76,
      'L',
      'Laser pointer',
      () => {
        choose('laser');
      },
    ],
    [
      88,
      'X',
      'Pen',
      () => {
        choose('pen');
      },
    ],
    [
      90,
      'Z',
      'Wipe off what was drawn',
      () => {
        drawing().replaceChildren();
      },
    ],
  ] as const) {
    deck.addKeyBinding({ keyCode, key, description }, () => {
      act();
    });
  }
}

const mouseNamespace = 'deck-mouse';

/** Tells the audience's window where the mouse is, in parts of the slide. */
function sendMouse(): void {
  addEventListener('pointermove', ({ clientX, clientY }) => {
    const box = slidesBox();
    if (!box) return;
    tellAudience({
      namespace: mouseNamespace,
      x: (clientX - box.x) / box.width,
      y: (clientY - box.y) / box.height,
    });
  });
}

/** Where the mouse is, if that is what a message says. */
function mouseIn(data: string): { x: number; y: number } | undefined {
  if (!data.includes(mouseNamespace)) return undefined;
  const { x, y } = JSON.parse(data) as { x: unknown; y: unknown };
  return typeof x === 'number' && typeof y === 'number' ? { x, y } : undefined;
}

function slidesBox(): DOMRect | undefined {
  return document.querySelector('.reveal .slides')?.getBoundingClientRect();
}
