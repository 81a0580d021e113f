import Reveal from 'reveal.js';
import Notes from 'reveal.js/plugin/notes';
import Zoom from 'reveal.js/plugin/zoom';
import 'reveal.js/reveal.css';
import './fonts/fonts.css';
import 'slides/theme.css';
import 'slides/own-theme.css';
import { mountCasts } from './cast/mount.ts';
import { clickMarksPlugin } from './click-marks.ts';
import { mountCodeSteps } from './code-steps.ts';
import { mountCrowds } from './crowd.ts';
import { mountDemos } from './demo/mount.ts';
import { mountFind } from './find/find.ts';
import { overviewPlugin } from './overview.ts';
import { leaveTalkOnPaper, numberPages } from './paper.ts';
import { goToFirst, routesPlugin } from './routes.ts';
import { fetchRecordings } from './later.ts';
import { mountPointer } from './pointer.ts';
import { slideLabel } from './slide-label.ts';
import { mountSpeakerKey } from './speaker-key.ts';
import {
  guardMessages,
  isKeyForThisPage,
  isPreview,
  tellSpeakerView,
} from './speaker.ts';
import { isPrint, mountTheme } from './theme.ts';
import { mountZoom } from './zoom.ts';

const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Options that reveal.js has, but not its types. */
const looselyTyped: object = {
  slideNumber: slideLabel,
  // Every slide has its own seconds; this only turns the pacing on.
  defaultTiming: 0,
};

leaveTalkOnPaper();

const deck = new Reveal({
  width: 1920,
  height: 1080,
  margin: 0,
  minScale: 0.1,
  maxScale: 3,
  center: false,
  display: 'flex',
  hash: true,
  // G is our own: it knows the numbers at the foot, and lists what it finds.
  jumpToSlide: false,
  controls: false,
  progress: false,
  transition: calm ? 'none' : 'fade',
  transitionSpeed: 'fast',
  backgroundTransition: 'none',
  autoAnimate: !calm,
  autoAnimateDuration: 0.7,
  // A narrow window is a small projector, not a page to be scrolled.
  scrollActivationWidth: 0,
  pdfSeparateFragments: false,
  pdfMaxPagesPerSlide: 1,
  keyboardCondition: isKeyForThisPage,
  touch: !isPreview,
  plugins: [routesPlugin, overviewPlugin, clickMarksPlugin, Notes, Zoom],
  ...looselyTyped,
});

// For the browser's console, and for the gate.
Object.assign(globalThis, { deck });

guardMessages();
mountTheme(deck);
// Where nothing is played, a slide is a picture of its end from the start.
if (isPrint() || isPreview) await fetchRecordings(document);
mountCodeSteps(deck);
mountCrowds(deck);
numberPages(deck);
mountDemos(deck);
mountFind(deck);
mountPointer(deck);
mountCasts(deck);

// Fonts first, because reveal.js measures slides.
await document.fonts.ready;
const laidOut = Promise.withResolvers<unknown>();
deck.on('pdf-ready', laidOut.resolve);
const isAtStart = location.hash.length < 3;
await deck.initialize();
mountZoom(deck, calm);
mountSpeakerKey(deck);
if (isAtStart && !isPrint()) goToFirst(deck);
if (isPrint()) await laidOut.promise;
tellSpeakerView();
document.documentElement.dataset['ready'] = isPrint() ? 'print' : 'screen';
