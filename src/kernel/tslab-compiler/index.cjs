// What tslab finds in the place of its own fork of TypeScript. The kernel
// mends it before tslab asks for it; see tslab.ts.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- what tslab loads with `require`
module.exports = require('typescript');
