import { renderTraceFigure } from '../../render/trace-figure.ts';
import { count, counted } from '../../render/words.ts';
import { createModel, type Change, type Model } from '../model.ts';
import { unpackTrace } from '../pack.ts';
import { renderRequestPanel, requestLine } from '../panel.ts';
import type { Sort } from '../state.ts';
import { waitingOnly } from '../view.ts';
import { takeColours } from './colours.ts';
import { listenToKeys } from './keyboard.ts';
import { panelHelp, shadowMarkup } from './markup.ts';
import { renderOverlay } from './overlay.ts';
import { drawOverview } from './overview-box.ts';
import { readPicture, type Picture } from './picture.ts';
import { createPlayer, type Pace, type Player } from './player.ts';
import { listenToOverview, listenToPointer, type Pointer } from './pointer.ts';
import { WakingElement } from './waking-element.ts';

export const elementName = 'trace-explorer';

const sliderSteps = 1000;
const noPointer: Pointer = { cursorMs: undefined, brush: undefined };

/**
 * A picture of a trace that answers. The picture is inside of it already, as
 * SVG, and next to that its trace: without this script, it stays as it is.
 */
export class TraceExplorer extends WakingElement {
  protected override wake(packed: string): () => void {
    const awake = new Awake(this, packed);
    return () => {
      awake.stop();
    };
  }
}

/** Before somebody points, so that the first answer is as quick as all others. */
function whenIdle(work: () => void): void {
  // Safari has none.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work);
  else setTimeout(work, 200);
}

/** What makes a picture answer. */
class Awake {
  readonly #host: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #model: Model;
  readonly #player: Player;
  #picture: Picture | undefined;
  #pointer = noPointer;
  #untilMs: number | undefined;
  /** The picture of everything, to which people return. */
  #whole: string | undefined;

  constructor(host: HTMLElement, packed: string) {
    this.#host = host;
    this.#model = createModel(unpackTrace(packed), (change) => {
      this.#onChange(change);
    });
    this.#player = createPlayer((ms, isPlaying) => {
      this.#showUntil(ms, isPlaying);
    });
    this.#root = host.attachShadow({ mode: 'open' });
    this.#root.innerHTML = shadowMarkup;
    host.tabIndex = 0;
    host.setAttribute('role', 'group');
    host.setAttribute(
      'aria-label',
      `${this.#name}: arrow keys go from request to request, plus and minus zoom, Enter pins`,
    );
    // JupyterLab has commands of its own on these keys.
    host.setAttribute('data-lm-suppress-shortcuts', 'true');
    this.#listen();
    whenIdle(() => {
      this.#sharpen();
    });
  }

  stop(): void {
    this.#player.stop();
  }

  get #name(): string {
    return this.#host.dataset['name'] ?? 'trace';
  }

  get #figure(): SVGSVGElement {
    const figure = this.#host.querySelector('svg');
    if (!figure) throw new Error('The picture is gone.');
    return figure;
  }

  #part(selector: string): HTMLElement {
    const found = this.#root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`The element has no ${selector}.`);
    return found;
  }

  #drawing(name: 'overlay' | 'overview'): SVGSVGElement {
    const found = this.#root.querySelector<SVGSVGElement>(`.${name}`);
    if (!found) throw new Error(`The element has no ${name}.`);
    return found;
  }

  #field(name: 'time' | 'pace'): HTMLInputElement {
    return this.#part(`[data-set=${name}]`) as HTMLInputElement;
  }

  #listen(): void {
    listenToKeys(this.#host, this.#model, () => {
      this.#playOrStop();
    });
    listenToOverview(this.#drawing('overview'), this.#model);
    listenToPointer(
      this.#part('.stage'),
      this.#model,
      () => this.#drawn,
      (pointer) => {
        this.#pointer = pointer;
        this.#drawOverlay();
      },
    );
    this.#part('.tools').addEventListener('click', ({ target }) => {
      this.#onTool((target as HTMLElement).dataset['do']);
    });
    this.#part('.tools').addEventListener('input', ({ target }) => {
      const { dataset, value } = target as HTMLInputElement;
      this.#onSet(dataset['set'], value);
    });
    this.#part('.panel').addEventListener('click', ({ target }) => {
      const id = (target as HTMLElement).dataset['go'];
      if (id !== undefined) this.#model.goTo(Number(id));
    });
  }

  #onTool(tool: string | undefined): void {
    if (tool === 'in') this.#model.zoom(2);
    if (tool === 'out') this.#model.zoom(1 / 2);
    if (tool === 'all') this.#model.showAll();
    if (tool === 'play') this.#playOrStop();
  }

  #onSet(setting: string | undefined, value: string): void {
    if (setting === 'query') this.#model.filter(value);
    if (setting === 'sort') this.#model.sort(value as Sort);
    if (setting === 'time') {
      this.#player.stop();
      const share = Number(value) / sliderSteps;
      this.#showUntil(share * this.#model.lengthMs, false);
    }
  }

  #onChange({ isPicture, isSelection }: Change): void {
    if (isPicture) this.#draw();
    if (isSelection) this.#drawPanel();
    this.#drawOverlay();
  }

  #draw(): void {
    const { trace, view, state } = this.#model;
    const { id } = this.#figure;
    const waiting = waitingOnly(trace, state);
    const inLine = waiting === 0 ? '' : `, ${count(waiting)} more in line`;
    const isAll = view === trace;
    const svg = isAll ? this.#whole : undefined;
    this.#figure.outerHTML =
      svg ??
      renderTraceFigure(view, {
        name: `${this.#name}${inLine}`,
        idPrefix: id.endsWith('-live') ? id : `${id}-live`,
        room: this.#model.isWhole ? {} : { window: state.window },
      });
    if (isAll) this.#whole ??= this.#figure.outerHTML;
    this.#picture = undefined;
    drawOverview(this.#drawing('overview'), this.#model);
    if (state.query !== '') {
      this.#say(`${counted(view.requests.length, 'request')} found`);
    }
  }

  #drawPanel(): void {
    takeColours(this.#host, this.#figure);
    const { trace, selected } = this.#model;
    this.#part('.panel').innerHTML = selected
      ? renderRequestPanel(trace, selected)
      : panelHelp;
    if (selected) this.#say(requestLine(trace, selected));
  }

  /** The picture as it is drawn now; reading it takes a layout. */
  get #drawn(): Picture {
    this.#sharpen();
    this.#picture ??= readPicture(this.#figure, this.#model.state.window);
    return this.#picture;
  }

  /** The first picture is brief, for the sake of the page's size. */
  #sharpen(): void {
    if (this.#figure.dataset['brief'] !== undefined) this.#draw();
  }

  #drawOverlay(): void {
    const overlay = this.#drawing('overlay');
    const { widthPx, heightPx } = this.#drawn;
    const { selected, view } = this.#model;
    const row = selected ? view.requests.indexOf(selected) : -1;
    overlay.setAttribute('viewBox', `0 0 ${widthPx} ${heightPx}`);
    overlay.innerHTML = renderOverlay(
      {
        row: row < 0 ? undefined : row,
        untilMs: this.#untilMs,
        ...this.#pointer,
      },
      this.#drawn,
    );
  }

  #showUntil(ms: number, isPlaying: boolean): void {
    const { lengthMs } = this.#model;
    this.#untilMs = ms >= lengthMs ? undefined : ms;
    this.#field('time').value = String(
      Math.round((ms / lengthMs) * sliderSteps),
    );
    const play = this.#part('[data-do=play]');
    play.textContent = isPlaying ? '❚❚' : '▶';
    play.setAttribute('aria-label', isPlaying ? 'Pause' : 'Play');
    this.#drawOverlay();
  }

  #playOrStop(): void {
    const fromMs = this.#untilMs ?? 0;
    if (this.#player.isPlaying) {
      this.#player.stop();
      this.#showUntil(fromMs, false);
      return;
    }
    const { value } = this.#field('pace');
    this.#player.play(fromMs, this.#model.lengthMs, value as Pace);
  }

  #say(words: string): void {
    this.#part('.aside').textContent = words;
  }
}
