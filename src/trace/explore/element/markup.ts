import { styleSheet } from './style.ts';

const help =
  'Point at a request, or press ↓. Drag across the picture to zoom in; + and − do it too, and 0 shows all again. Enter keeps a request selected.';

/** What is around the picture; the picture itself stays outside of it. */
export const shadowMarkup = `<style>${styleSheet}</style>
<div class="stage"><slot></slot><svg class="overlay" aria-hidden="true"></svg></div>
<svg class="overview" style="display:none" role="img" aria-label="All of the time, and what of it is shown"></svg>
<div class="tools" role="toolbar" aria-label="The picture">
<button type="button" data-do="play" aria-label="Play">▶</button>
<select data-set="pace" aria-label="Pace"><option value="0.1">a tenth of the pace</option><option value="1" selected>real pace</option><option value="5s">all in 5 s</option></select>
<input type="range" data-set="time" min="0" max="1000" value="1000" aria-label="Time">
<button type="button" data-do="in" aria-label="Zoom in">+</button>
<button type="button" data-do="out" aria-label="Zoom out">−</button>
<button type="button" data-do="all">All</button>
<input type="search" data-set="query" placeholder="filter: 404, 5xx, c3, text" aria-label="Filter the requests: a status, a connection such as c3, or text">
<select data-set="sort" aria-label="Order of the rows"><option value="made">as made</option><option value="wait">longest wait first</option><option value="duration">slowest first</option></select>
</div>
<div class="panel">${help}</div>
<div class="aside" aria-live="polite"></div>`;

/** What is said of the element before anything is selected. */
export const panelHelp = help;
