import type { Exchange } from '../exchange.ts';
import type { DealtFault } from './fault.ts';
import { dealtFaults, findDealtFault } from './faults.ts';

/** Which faults a request asks for. */
interface FaultRequest {
  /** One of these, each equally likely. */
  readonly faults: readonly DealtFault[];
  /** 0 to 1. */
  readonly probability: number;
  readonly seed: number;
  /** The same for all attempts at one request. */
  readonly key: string;
}

interface BadFaultRequest {
  /** What is wrong with it, in a sentence for its author. */
  readonly problem: string;
}

/** For clients that must leave the query as it is. */
const header = 'x-fault';

/**
 * Reads which faults a request asks for, in its query,
 * `?fault=reset,500&p=0.2&seed=7`, or in its header,
 * `x-fault: reset,500; p=0.2; seed=7`. Without `p` a fault is certain; without
 * `seed` the lab's seed is used.
 */
export function parseFaultRequest(
  { request, target }: Pick<Exchange, 'request' | 'target'>,
  labSeed: number,
): FaultRequest | BadFaultRequest | undefined {
  const ownHeader = request.headers[header];
  if (ownHeader === undefined && !target.query.has('fault')) return undefined;
  const headerText = String(ownHeader ?? '');
  const query =
    ownHeader === undefined ? target.query : parseHeader(headerText);

  const names = (query.get('fault') ?? '')
    .split(',')
    .map((name) => name.trim());
  const faults = names.map(findDealtFault);
  const unknown = names.find((_, index) => !faults[index]);
  if (unknown !== undefined) return { problem: describeUnknown(unknown) };
  const probability = numberIn(query, 'p', 1);
  if (!(probability >= 0 && probability <= 1)) {
    return { problem: 'A fault’s p must be a number from 0 to 1.' };
  }
  const seed = numberIn(query, 'seed', labSeed);
  if (!Number.isSafeInteger(seed)) {
    return { problem: 'A fault’s seed must be a whole number.' };
  }
  const { method = '', url = '' } = request;
  return {
    faults: faults.filter((fault) => fault !== undefined),
    probability,
    seed,
    key: `${method} ${url} ${headerText}`,
  };
}

function parseHeader(text: string): URLSearchParams {
  return new URLSearchParams(`fault=${text.replaceAll(/\s*;\s*/g, '&')}`);
}

function numberIn(query: URLSearchParams, name: string, fallback: number) {
  const text = query.get(name) ?? '';
  return text.trim() === '' ? fallback : Number(text);
}

function describeUnknown(name: string): string {
  const names = dealtFaults.map((fault) => fault.name).join(', ');
  return `There is no fault "${name}" to ask for here. Choose one of: ${names}.`;
}
