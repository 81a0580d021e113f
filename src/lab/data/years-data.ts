/** A moment of each year in the history of waiting without standing still. */
export const yearsData: readonly {
  readonly year: number;
  readonly title: string;
  readonly text: string;
}[] = [
  {
    year: 2000,
    title: 'REST gets its name',
    text: 'Roy Fielding describes the style behind HTTP in his dissertation: resources, representations and no session between two requests.',
  },
  {
    year: 2001,
    title: 'Wikipedia opens',
    text: 'In January an encyclopaedia that anybody may edit goes on line. Most of its pages are read far more often than written, so caches carry it.',
  },
  {
    year: 2002,
    title: 'Mozilla 1.0',
    text: 'The browser suite arrives in June, and with it an XMLHttpRequest outside Internet Explorer: a page may now ask without being reloaded.',
  },
  {
    year: 2003,
    title: 'WordPress',
    text: 'In May a fork of a small blogging tool is released. Twenty years later it serves a large part of all web sites.',
  },
  {
    year: 2004,
    title: 'nginx',
    text: 'Igor Sysoev publishes a server that gives each worker an event loop in place of a thread for each connection, to hold ten thousand of them.',
  },
  {
    year: 2005,
    title: 'Ajax gets its name',
    text: 'Jesse James Garrett names what maps and mail in the browser had begun to do: asynchronous requests behind a page that stays.',
  },
  {
    year: 2006,
    title: 'jQuery',
    text: 'John Resig releases version 1.0 in August. An asynchronous request becomes one line, the same in every browser.',
  },
  {
    year: 2007,
    title: 'The web in a pocket',
    text: 'The iPhone goes on sale in June. Networks that are slow and come and go make waiting a matter for everybody.',
  },
  {
    year: 2008,
    title: 'Chrome and V8',
    text: 'In September a browser comes with a JavaScript engine that compiles to machine code, and with its source.',
  },
  {
    year: 2009,
    title: 'Node.js',
    text: 'In November Ryan Dahl shows V8 with an event loop around it, in Berlin. Hardly a call in it blocks, and that is the point.',
  },
  {
    year: 2010,
    title: 'npm',
    text: 'Isaac Schlueter releases a package manager for Node.js in January. Small modules become cheap to share.',
  },
  {
    year: 2011,
    title: 'WebSocket',
    text: 'RFC 6455 is published in December: one connection, and either side speaks when it likes.',
  },
  {
    year: 2012,
    title: 'await in C#, and TypeScript',
    text: 'C# 5 brings async and await to a widely used language in August. In October the same company announces TypeScript.',
  },
  {
    year: 2013,
    title: 'Promises/A+',
    text: 'A short specification settles how a promise resolves. Libraries that never heard of one another begin to work together.',
  },
  {
    year: 2014,
    title: 'asyncio',
    text: 'Python 3.4 has an event loop in its standard library from March on, with coroutines made of generators.',
  },
  {
    year: 2015,
    title: 'HTTP/2, and promises as standard',
    text: 'RFC 7540 puts many requests on one connection in May. In June promises become part of JavaScript; in September Python 3.5 has async and await.',
  },
  {
    year: 2016,
    title: 'Certificates for all',
    text: 'Let’s Encrypt leaves its trial in April. A secure connection costs a handshake, and no longer any money.',
  },
  {
    year: 2017,
    title: 'async functions in JavaScript',
    text: 'ES2017 makes async and await standard in June; Node.js had them without a flag since February.',
  },
  {
    year: 2018,
    title: 'Structured concurrency',
    text: 'In April Nathaniel J. Smith likens a task that nobody waits for to the goto statement. In August TLS 1.3 takes a round trip off the handshake.',
  },
  {
    year: 2019,
    title: 'await in Rust',
    text: 'Rust 1.39 makes async and await stable in November, with no runtime of its own: the loop is a library’s choice.',
  },
];
