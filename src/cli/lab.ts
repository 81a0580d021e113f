import { isLoopback } from '../lab/hosts.ts';
import type { Lab } from '../lab/lab.ts';
import { portsNeeded } from '../lab/options.ts';
import { siteNames } from '../lab/sites/names.ts';
import { untilAborted, watchInterruption } from '../command/interruption.ts';
import {
  countFlag,
  parseOptions,
  portFlag,
  positiveFlag,
  textFlag,
} from '../command/options.ts';
import { startCommandLab } from '../command/lab.ts';

/** Serves the lab by itself until it is interrupted. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run lab',
    summary: 'Serves the web that lessons talk to, until interrupted.',
    flags: {
      port: portFlag(`the first of ${portsNeeded} ports in a row`, 0),
      host: textFlag('the address to listen on', 'HOST', '127.0.0.1'),
      scale: positiveFlag(
        'what delays are multiplied by (by default 0.25)',
        undefined,
      ),
      seed: countFlag('where the sequence of the jitter begins', 1),
      jitter: fractionFlag,
    },
  });
  const { scale, ...rest } = values;
  // A new one, even when LAB_URL points the lessons to another lab.
  const lab = await startCommandLab({
    ...rest,
    ...(scale && { scale }),
    url: '',
  });
  // First: a program that reads the addresses may interrupt at once.
  const { signal: interrupt } = watchInterruption();
  process.stdout.write(renderAddresses(lab));
  if (!isLoopback(values.host)) process.stderr.write(warning);
  // The lab's thread does not keep a program running; this timer does.
  const wakeUp = setInterval(() => undefined, 2 ** 30);
  await untilAborted(interrupt);
  clearInterval(wakeUp);
  await lab.close();
  return 0;
}

const fractionFlag = {
  description: 'how much delays vary, as a fraction of them',
  fallback: 0,
  valueName: 'FRACTION',
  parse(text: string) {
    const value = text.trim() === '' ? NaN : Number(text);
    const isFraction = value >= 0 && value <= 1;
    return isFraction ? { value } : { mustBe: 'a number from 0 to 1' };
  },
};

function renderAddresses(lab: Lab): string {
  const sites = siteNames.map((name) => `  ${name.padEnd(12)}${lab[name]}`);
  return `The lab is at ${lab.url}, every delay times ${lab.scale}:
${sites.join('\n')}
To use it from another terminal, set LAB_URL=${lab.url} there. Stop with Ctrl-C.
`;
}

const warning =
  'Anyone on your network can reach this lab. To keep it to this machine, ' +
  'leave out --host.\n';
