// passes
import { Piscina } from 'piscina';

export async function runInThread(
  filename: string,
  input: unknown,
): Promise<unknown> {
  const pool = new Piscina({ filename, maxThreads: 1 });
  try {
    return await pool.run(input);
  } finally {
    await pool.destroy();
  }
}
