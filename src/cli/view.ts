import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { standardOutput, writablePath, writeText } from '../command/files.ts';
import { untilAborted, watchInterruption } from '../command/interruption.ts';
import { openInBrowser } from '../command/open-browser.ts';
import {
  parseOptions,
  portFlag,
  switchFlag,
  textFlag,
  UsageError,
} from '../command/options.ts';
import { renderTracePage } from './view/page.ts';
import { readTrace } from './view/read-trace.ts';

/** Shows the requests in a file, in a page whose picture answers. */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    command: 'npm run view',
    summary:
      'Shows the requests in a HAR, of any program, or in a trace, in your browser.',
    positionals: { name: 'FILE', atMost: 1 },
    flags: {
      'no-browser': switchFlag('print the address, but do not open a browser'),
      port: portFlag('the port to listen on; any free one by default', 0),
      output: textFlag(
        'write the page to a file instead; - is standard output',
        'FILE|-',
        undefined,
      ),
    },
  });
  const [file] = positionals;
  if (file === undefined) {
    throw new UsageError(
      'npm run view needs a file: npm run view -- requests.har',
    );
  }
  const output = values.output && writablePath(values.output);
  const page = renderTracePage(await readTrace(file), file);
  if (output === undefined) return serve(page, values);
  writeText(output, page);
  if (output !== standardOutput) console.error(`The page is in ${output}`);
  return 0;
}

async function serve(
  page: string,
  { port, 'no-browser': isQuiet }: { port: number; 'no-browser': boolean },
): Promise<number> {
  const interruption = watchInterruption();
  const server = await listen(page, port);
  const { port: own } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${own}/`;
  console.log(`Open ${address}\nTo stop, press Ctrl-C.`);
  if (!isQuiet) openInBrowser(address);
  await untilAborted(interruption.signal);
  server.closeAllConnections();
  server.close();
  return 0;
}

async function listen(page: string, port: number): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page);
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `Port ${port} cannot be used (${code ?? String(error)}). Name another one, or leave --port out.`,
    );
  }
  return server;
}
