import { textFlag } from '../../command/options.ts';

/** `--route 20`: one of the files in `slides/routes`. */
export const routeFlag = textFlag(
  'the way through the deck, as slides/routes has it: 45 by default',
  'NAME',
  undefined,
);
