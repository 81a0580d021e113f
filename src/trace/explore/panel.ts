import { phasesOf, type PhaseSpan } from '../analyse/phases.ts';
import { serverSpansOf } from '../analyse/server-spans.ts';
import { gapMs } from '../analyse/heartbeat.ts';
import { waitsOf } from '../analyse/waits.ts';
import { escapeText } from '../render/svg.ts';
import { endWords, pathWords } from '../render/request-words.ts';
import {
  count,
  duration,
  ordinal,
  phaseWords,
  serverSpanWords,
  size,
} from '../render/words.ts';
import type { Header, RequestTrace, Trace } from '../trace.ts';

/** Below this a wait is not worth a sentence. */
const noticedMs = 1;

/** A request of a trace in one line, to be read aloud. */
export function requestLine(trace: Trace, request: RequestTrace): string {
  const { status, time } = endWords(request, spansOf(trace, request));
  return `Request ${count(request.id)}, ${pathWords(request, 60)}: ${status}, ${time}`;
}

/** All that a trace knows of one of its requests, as HTML. */
export function renderRequestPanel(
  trace: Trace,
  request: RequestTrace,
): string {
  const spans = spansOf(trace, request);
  return [
    `<p class="head">${escapeText(requestLine(trace, request))}</p>`,
    `<p class="url">${escapeText(`${request.method} ${request.url}`)}</p>`,
    renderPhases(spans),
    renderServerPhases(trace, request),
    ...sentencesOf(trace, request).map((html) => `<p>${html}</p>`),
    renderHeaders('Request headers', request.requestHeaders),
    renderHeaders('Response headers', request.responseHeaders),
  ].join('');
}

function spansOf(trace: Trace, request: RequestTrace): PhaseSpan[] {
  const { connectionId } = request;
  const connection = trace.connections.find(({ id }) => id === connectionId);
  return phasesOf(request, connection, trace.durationMs);
}

function renderPhases(spans: readonly PhaseSpan[]): string {
  const rows = spans.map(
    ({ phase, startMs, endMs }) =>
      `<tr><th scope="row"><i class="${phase}"></i>${phaseWords[phase]}</th><td>${duration(endMs - startMs)}</td><td>from ${duration(startMs)}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

/** What its server did meanwhile; empty where none told. */
function renderServerPhases(trace: Trace, request: RequestTrace): string {
  const { connectionId } = request;
  const connection = trace.connections.find(({ id }) => id === connectionId);
  const rows = serverSpansOf(request, connection, trace.durationMs).map(
    (span) =>
      `<tr><th scope="row"><i class="${span.phase}"></i>${serverSpanWords(span)}</th><td>${duration(span.endMs - span.startMs)}</td><td>from ${duration(span.startMs)}</td></tr>`,
  );
  return rows.length === 0 ? '' : `<table>${rows.join('')}</table>`;
}

function sentencesOf(trace: Trace, request: RequestTrace): string[] {
  return [
    connectionSentence(trace, request),
    ...waitSentences(trace, request),
    ...errorSentences(request),
  ];
}

function connectionSentence(trace: Trace, request: RequestTrace): string {
  const { connectionId, bytes, id } = request;
  const connection = trace.connections.find((each) => each.id === connectionId);
  if (!connection) return 'It never got a connection.';
  const place = connection.requestIds.indexOf(id) + 1;
  const of = connection.requestIds.length;
  const which =
    of === 1
      ? 'which carried nothing else'
      : `as the ${ordinal(place)} of ${count(of)}`;
  return `It went over connection ${count(connection.id)}, ${which}, and brought ${size(bytes)}.`;
}

function waitSentences(trace: Trace, request: RequestTrace): string[] {
  const { heldBy, inLineMs, stall } = waitsOf(trace, request);
  const sentences: string[] = [];
  if (heldBy && inLineMs >= noticedMs) {
    sentences.push(
      `It waited ${duration(inLineMs)} in line, until <button type="button" data-go="${heldBy.id}">request ${count(heldBy.id)}</button> had left its connection.`,
    );
  }
  if (stall) {
    sentences.push(
      `Meanwhile the event loop was held up for ${duration(gapMs(stall))}: some of its wait may be that.`,
    );
  }
  return sentences;
}

function errorSentences({ error }: RequestTrace): string[] {
  if (!error) return [];
  const code = error.code === null ? '' : ` (${error.code})`;
  return [escapeText(`${error.name}${code}: ${error.message}`)];
}

function renderHeaders(title: string, headers: readonly Header[]): string {
  if (headers.length === 0) return '';
  const rows = headers.map(
    ([name, value]) =>
      `<tr><th scope="row">${escapeText(name)}</th><td>${escapeText(value)}</td></tr>`,
  );
  return `<details><summary>${title} (${headers.length})</summary><table>${rows.join('')}</table></details>`;
}
