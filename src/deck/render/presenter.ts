import encodeQR from 'qr';
import { element, escapeText } from '../../trace/render/svg.ts';
import {
  parsePresenter,
  presenterFile,
  presenterOfPackage,
  type Presenter,
} from '../source/presenter.ts';
import type { DeckSources } from './sources.ts';

/** Where a slide shows the presenter: below its title, or with a QR code. */
export type PresenterPlace = 'line' | 'card';

/**
 * Shows who gives the talk; nothing where nothing is known.
 * @throws SlideProblem that names the line of a damaged `speaker.json`
 */
export function renderPresenter(
  place: PresenterPlace,
  sources: DeckSources,
): string {
  const presenter = readPresenter(sources);
  return place === 'line' ? renderLine(presenter) : renderCard(presenter);
}

function readPresenter(sources: DeckSources): Presenter {
  const own = sources.readOptional(presenterFile);
  if (own !== undefined) return parsePresenter(own);
  const described = sources.readOptional('package.json');
  return described === undefined ? {} : presenterOfPackage(described);
}

function renderLine({ name, contact, event }: Presenter): string {
  const parts = [
    name === undefined ? '' : element('strong', {}, escapeText(name)),
    ...[contact, event].map((text) => escapeText(text ?? '')),
  ].filter(Boolean);
  return parts.length === 0
    ? ''
    : element('p', { class: 'presenter' }, parts.join('<br>'));
}

function renderCard(presenter: Presenter): string {
  const { name, contact, address, addressSays } = presenter;
  const words = [
    [addressSays, 'says'],
    [address?.replace(/^https?:\/\//, ''), 'address'],
    [name, 'who'],
    [contact, 'who'],
  ]
    .filter(([text]) => text)
    .map(([text = '', kind]) =>
      element('span', { class: kind }, escapeText(text)),
    );
  if (words.length === 0) return '';
  const code = address === undefined ? '' : renderCode(address);
  return element('div', { class: 'presenter-card' }, code, words.join(''));
}

/** Dark on white in both themes: not every phone reads light on dark. */
function renderCode(address: string): string {
  const svg = encodeQR(address, 'svg', { ecc: 'medium', border: 4 });
  const attributes = `role="img" aria-label="QR code of ${escapeText(address)}"`;
  return svg
    .slice(svg.indexOf('<svg'))
    .replace('<svg', `<svg class="qr" ${attributes}`);
}
