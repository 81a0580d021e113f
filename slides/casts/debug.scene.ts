import type { Scene } from 'async-lab/deck';

export const scene: Scene = {
  title: 'What undici says of its connections with NODE_DEBUG=undici',
  labScale: 0.1,
  // Each line begins with the process, in yellow.
  // eslint-disable-next-line no-control-regex -- that is how it is coloured
  replace: [[/(?<=UNDICI \u001b\[33m)\d+/g, '4242']],
  steps: [
    { type: 'NODE_DEBUG=undici node -e \'await fetch("{echo}/")\'' },
    { marker: 'One request, told by undici itself' },
    { enter: 'the end' },
    { marker: 'Connected, sent, received, and read to its end' },
    {
      type: `NODE_DEBUG=undici node -e '
const ask = () => fetch("{faults}/faults/reset")
await ask().catch((error) => console.log(error.message))'`,
    },
    { marker: 'One that fails' },
    { enter: 'the end' },
    { marker: 'Sent, but never answered' },
  ],
};
