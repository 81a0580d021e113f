/** The command for another project: node exercises-elsewhere.ts ROOT … */
import { main } from '../src/cli/exercises.ts';

const [root = '', ...args] = process.argv.slice(2);
process.exitCode = await main(args, root);
