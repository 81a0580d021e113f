// passes
import { MessageChannel, Worker } from 'node:worker_threads';

export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(
    `const { workerData: { file, input, port } } = require('node:worker_threads');
     port.postMessage({ value: require(file).default(input) });`,
    {
      eval: true,
      workerData: { file, input, port: port2 },
      transferList: [port2],
    },
  );
  try {
    return await new Promise<unknown>((resolve, reject) => {
      worker.once('error', reject);
      port1.once('message', ({ value }: { value: unknown }) => {
        resolve(value);
      });
    });
  } finally {
    port1.close();
    await worker.terminate();
  }
}
