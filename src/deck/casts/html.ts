import { escapeText } from '../../trace/render/svg.ts';
import { renderAsciicast, type Cast } from './asciicast.ts';
import { readCast } from './scenes.ts';
import { replay, type Moment } from './screen.ts';
import { renderStill } from './still.ts';
import { renderTranscript } from './transcript.ts';

/**
 * Returns a recording as part of a slide: the recording itself, the screen of
 * its last marker for paper and the speaker view, a step for every marker, and
 * a transcript.
 * @throws WorkError where there is no such recording, or it cannot be shown
 */
export async function renderCast(name: string): Promise<string> {
  return renderRecording(name, readCast(name));
}

/** As `renderCast`, for a recording that is read already. */
export async function renderRecording(
  name: string,
  cast: Cast,
): Promise<string> {
  const moments = await replay(cast);
  const { columns, rows, title } = cast;
  const last = moments.at(-1);
  return [
    `<div class="cast" data-cast="${escapeText(name)}" style="--columns: ${columns}; --rows: ${rows}">`,
    `<script type="application/json" class="recorded">${inlineJson(renderAsciicast(cast))}</script>`,
    `<div class="terminal">${last ? renderStill(last.screen) : ''}</div>`,
    renderSteps(moments),
    renderTranscript(title, moments),
    '</div>',
  ].join('\n');
}

/** A recording is played by stepping through these. */
function renderSteps(moments: readonly Moment[]): string {
  const steps = moments.map(
    ({ label }) =>
      `<li class="fragment custom"><span>${escapeText(label)}</span></li>`,
  );
  return `<ol class="steps">${steps.join('')}</ol>`;
}

/** JSON in which an HTML parser never sees the end of its script. */
function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
