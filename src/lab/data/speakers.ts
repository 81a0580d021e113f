/** How a page writes the address of a profile. */
export type ProfileForm =
  'plain' | 'slash' | 'at' | 'query' | 'www' | 'http' | 'fragment' | 'bare';

export interface Profile {
  /** As its owner writes it; the network does not tell case apart. */
  readonly handle: string;
  readonly form: ProfileForm;
}

/** A speaker of the conference. All of them are invented. */
export interface Speaker {
  /** The last part of the page's path, not yet percent-encoded. */
  readonly slug: string;
  readonly name: string;
  readonly role: string;
  readonly talk: string;
  readonly abstract: string;
  readonly bio: string;
  readonly profiles: readonly Profile[];
}

/** In the order of the programme. */
export const speakers: readonly Speaker[] = [
  {
    slug: 'adaeze-okonjo',
    name: 'Adaeze Okonjo',
    role: 'Principal engineer, Harmattan Rail',
    talk: 'Ten thousand trains of thought',
    abstract:
      'A timetable is a promise that others build on. Adaeze shows how a railway replans a whole region while its trains are moving, and what that taught her team about results that arrive out of order.',
    bio: 'Adaeze began with signal boxes and ended with signals. She keeps bees & a very small locomotive.',
    profiles: [{ handle: 'adaeze_okonjo', form: 'plain' }],
  },
  {
    slug: 'mateo-villaquiran',
    name: 'Mateo Villaquirán',
    role: 'Network engineer, Sierra Link',
    talk: 'The handshake costs more than the hello',
    abstract:
      'Three round trips before the first byte: Mateo takes a connection apart on a wire between two mountains, and counts what each new one costs a village with one link.',
    bio: 'Mateo climbs masts for a living and hills for fun. He has never lost a screwdriver twice.',
    profiles: [{ handle: 'MateoOnTheWire', form: 'slash' }],
  },
  {
    slug: 'yuki-tanemura',
    name: 'Yuki Tanemura 種村雪',
    role: 'Maintainer of a queue you have never heard of',
    talk: 'First in, first out, last laugh',
    abstract:
      'Every system has a queue; some know where it is. A tour of the queues between your keyboard and a database, with the lengths that they really had on one bad Monday.',
    bio: 'Yuki writes small libraries and long release notes.',
    profiles: [{ handle: 'yukiqueues', form: 'at' }],
  },
  {
    slug: 'søren-bækgaard',
    name: 'Søren Bækgaard',
    role: 'Harbour systems, Port of Lille Havn',
    talk: 'Backpressure for harbours',
    abstract:
      'When the quay is full, ships wait at sea: nobody drops the containers into the water. Søren applies the same courtesy to streams, and shows what happens to programs without it.',
    bio: 'Søren moved from cranes to code, and misses the view.',
    profiles: [{ handle: 'soren_b', form: 'query' }],
  },
  {
    slug: 'priya-raghunathan',
    name: 'Priya Raghunathan',
    role: 'Staff engineer, Monsoon Weather',
    talk: 'Forecast: partly failed, brightening later',
    abstract:
      'Of two hundred weather stations a dozen never answer. Priya’s team stopped treating that as an error and began to report it as weather: partial results with nothing lost and nothing silent.',
    bio: 'Priya owns nine umbrellas and no barometer.',
    profiles: [{ handle: 'PriyaForecasts', form: 'www' }],
  },
  {
    slug: 'tomasz-wierzba',
    name: 'Tomasz Wierzba',
    role: 'Independent consultant',
    talk: 'Retry storms & other weather of our own making',
    abstract:
      'A service falls over; its clients help it to stay down. Back-off, jitter and budgets, drawn as the traffic that Tomasz saw on the night he was asked to stop the storm.',
    bio: 'Tomasz repairs systems on Tuesdays and clocks on Sundays.',
    profiles: [{ handle: 'wierzba', form: 'http' }],
  },
  {
    slug: 'leilani-kahale',
    name: 'Leilani Kahale',
    role: 'Oceanographer and programmer',
    talk: 'A buoy answers when it can',
    abstract:
      'Satellite links open twice a day. Leilani’s programs wait for hours without standing still, and go on from where they were when the battery gave up.',
    bio: 'Leilani has deployed code at a depth of 4,000 metres.',
    profiles: [{ handle: 'leilani.at.sea', form: 'plain' }],
  },
  {
    slug: 'dmitri-vashchenko',
    name: 'Dmitri Vashchenko',
    role: 'Compiler engineer',
    talk: 'What the await keyword leaves behind',
    abstract:
      'An async function is a machine with as many states as it has pauses. Dmitri unrolls one by hand, on paper, and finds where its variables live in the meantime.',
    bio: 'Dmitri prefers paper. He has no social media and is happy with that.',
    profiles: [],
  },
  {
    slug: 'fatoumata-diarra',
    name: 'Fatoumata Diarra',
    role: 'Lead developer, Radio Niger Libre',
    talk: 'Streaming to a phone that has one bar',
    abstract:
      'Headers first, the rest when the network lets it through: serving a radio programme in pieces small enough to survive, and knowing when to stop sending.',
    bio: 'Fatoumata presents the Thursday show under another name.',
    profiles: [
      { handle: 'FatouCodes', form: 'slash' },
      { handle: 'radio_niger_libre', form: 'plain' },
    ],
  },
  {
    slug: 'niamh-o-sullivan-reyes',
    name: 'Niamh O’Sullivan-Reyes',
    role: 'Site reliability, Turlough Bank',
    talk: 'Deadlines are for batches, too',
    abstract:
      'A timeout for each call adds up to no bound at all. Niamh passes one deadline down through everything, and cancels what can no longer matter.',
    bio: 'Niamh has been on call for eleven Christmases & counting.',
    profiles: [{ handle: 'niamh_on_call', form: 'fragment' }],
  },
  {
    slug: 'joao-figueirinha',
    name: 'João Figueirinha',
    role: 'Founder, Dois Pontos',
    talk: 'The pool is the product',
    abstract:
      'Bounded beats unbounded, and the best bound is smaller than you think. João sweeps the number of connections from one to a thousand and reads the curve aloud.',
    bio: 'João swims in the Atlantic all year, within bounds.',
    profiles: [{ handle: 'JOAOPOOLS', form: 'query' }],
  },
  {
    slug: 'hana-novotna',
    name: 'Hana Novotná',
    role: 'Developer, City Archive of Dolní Lhota',
    talk: 'Polite crawlers get invited back',
    abstract:
      'Fetching two million scanned pages from a museum with one small server: per-host limits, resuming after a crash, and a letter to the archivist first.',
    bio: 'Hana reads handwriting from 1650 more easily than her own.',
    profiles: [{ handle: 'hana_archives', form: 'bare' }],
  },
  {
    slug: 'kwabena-asante-mensah',
    name: 'Kwabena Asante-Mensah',
    role: 'Payments, Cedi Street',
    talk: 'Lost updates and how to find them',
    abstract:
      'Between two awaits, anything may happen to a balance. Kwabena replays a race that cost real money, and closes it with a lock that is held for a millisecond.',
    bio: 'Kwabena counts everything twice, then once more.',
    profiles: [{ handle: 'kwabena_counts', form: 'plain' }],
  },
  {
    slug: 'ingrid-aasheim',
    name: 'Ingrid Aasheim',
    role: 'Graphics programmer',
    talk: 'Sixteen milliseconds is a long time',
    abstract:
      'A frame waits for nobody. How to keep a loop free when one parse takes longer than a frame, with and without threads.',
    bio: 'Ingrid draws fjords with triangles.',
    profiles: [{ handle: 'ingrid_draws', form: 'at' }],
  },
  {
    slug: 'rajiv-menon-clarke',
    name: 'Rajiv Menon-Clarke',
    role: 'Open-source maintainer',
    talk: 'Who closes the door?',
    abstract:
      'Sockets, files and servers outlive those who opened them. A short history of leaks, and of the scopes that end them.',
    bio: 'Rajiv always checks the stove. He and Wanjiru run the workshop “Doors & Windows”.',
    profiles: [{ handle: 'doors_and_windows', form: 'plain' }],
  },
  {
    slug: 'wanjiru-kamau',
    name: 'Wanjirũ Kamau',
    role: 'Open-source maintainer',
    talk: 'Structured concurrency without the structure',
    abstract:
      'A task that nobody waits for is a goto. Wanjirũ builds a task group in thirty lines, breaks it in public, and mends it with the help of the room.',
    bio: 'Wanjirũ knits, and counts stitches asynchronously.',
    profiles: [{ handle: 'Doors_And_Windows', form: 'slash' }],
  },
  {
    slug: 'emre-yildizhan',
    name: 'Emre Yıldızhan',
    role: 'Database engineer, Boğaz Data',
    talk: 'Your database has one lane',
    abstract:
      'Five hundred concurrent queries and twelve connections to carry them. Where the rest wait, who decides who is next, and how to see it.',
    bio: 'Emre crosses between two continents twice a day.',
    profiles: [{ handle: 'emre_crosses', form: 'www' }],
  },
  {
    slug: 'chloe-desrosiers',
    name: 'Chloé Desrosiers',
    role: 'Teacher and technical writer',
    talk: 'Drawing the event loop on a napkin',
    abstract:
      'Chloé has explained the event loop to four hundred students, and lists the seven drawings that failed before she shows the one that did not.',
    bio: 'Chloé collects napkins from conferences.',
    profiles: [{ handle: 'ChloeOnNapkins', form: 'plain' }],
  },
  {
    slug: 'nguyen-thi-bao-an',
    name: 'Nguyễn Thị Bảo An',
    role: 'Mobile engineer, Sông Apps',
    talk: 'Offline is only a very long latency',
    abstract:
      'If every request may take a week, a program looks different. An application for river traders that was designed that way, and is pleasant on a good day, too.',
    bio: 'Bảo An tests in lifts, tunnels and on ferries.',
    profiles: [{ handle: 'baoan_offline', form: 'query' }],
  },
  {
    slug: 'gustavo-pereyra-luz',
    name: 'Gustavo Pereyra Luz',
    role: 'Security researcher',
    talk: 'Slow readers are attackers, sometimes',
    abstract:
      'One byte a minute keeps a thread busy for ever. Gustavo shows the old trick, the defences, and the honest phone that they shut out by mistake.',
    bio: 'Gustavo reads slowly by choice.',
    profiles: [{ handle: 'gpl_slowly', form: 'fragment' }],
  },
  {
    slug: 'salma-benhaddou',
    name: 'Salma Benhaddou سلمى بنحدو',
    role: 'Search engineer, Atlas Index',
    talk: 'First answer wins',
    abstract:
      'Ask three replicas, take the quickest, cancel the rest: a race that halves the slowest hundredth, and the one place where it made everything worse.',
    bio: 'Salma has won two half marathons and cancelled a third.',
    profiles: [{ handle: 'salma_searches', form: 'plain' }],
  },
  {
    slug: 'oleksandra-hrytsenko',
    name: 'Oleksandra Hrytsenko',
    role: 'Observability, Sonyashnyk Labs',
    talk: 'A waterfall is worth a thousand logs',
    abstract:
      'Requests laid under one another by time show in a second what a log hides for a week. How to draw one, and what to look for first.',
    bio: 'Oleksandra paints waterfalls as well: watercolour, of course.',
    profiles: [{ handle: 'OleksandraTraces', form: 'at' }],
  },
  {
    slug: 'tane-parata-wells',
    name: 'Tāne Parata-Wells',
    role: 'Game server developer',
    talk: 'Everyone in the same tick',
    abstract:
      'A hundred players, thirty ticks a second, one loop. What Tāne’s team moved out of the tick, what they had to move back, and why nobody noticed.',
    bio: 'Tāne has never finished one of his own games.',
    profiles: [{ handle: 'tane_ticks', form: 'http' }],
  },
  {
    slug: 'beatriz-ansotegui',
    name: 'Beatriz Ansótegui',
    role: 'Librarian and programmer',
    talk: 'Return it when you have read it',
    abstract:
      'A body that nobody reads keeps its connection, as a book that nobody returns keeps its shelf empty. Lending rules for sockets.',
    bio: 'Beatriz prefers to be found in the library, not on line.',
    profiles: [],
  },
  {
    slug: 'arjun-thapa-lama',
    name: 'Arjun Thapa Lama',
    role: 'Platform engineer, Ridge & Valley',
    talk: 'Rate limits from the other side',
    abstract:
      'He who writes the limit knows how it is best obeyed. Token buckets, Retry-After and the three kinds of client, by one who watches them all day.',
    bio: 'Arjun walks uphill at a constant rate.',
    profiles: [{ handle: 'arjun_uphill', form: 'slash' }],
  },
  {
    slug: 'zoe-papadimitriou',
    name: 'Zoë Papadimitríou',
    role: 'Browser engineer',
    talk: 'What the browser does while you wait',
    abstract:
      'Preconnect, priorities and six connections a host: decisions that are made for you, and the few that you may make yourself.',
    bio: 'Zoë keeps four hundred tabs open, for research.',
    profiles: [{ handle: 'ZOE_TABS', form: 'plain' }],
  },
  {
    slug: 'lindiwe-mokoena',
    name: 'Lindiwe Mokoena',
    role: 'Telescope operations, Karoo Array',
    talk: 'Listening for a reply from 1977',
    abstract:
      'With a round trip of nearly two days, every request had better be right. Protocols for patience, from those who talk to probes.',
    bio: 'Lindiwe answers mail within one light-day.',
    profiles: [{ handle: 'lindiwe_listens', form: 'bare' }],
  },
  {
    slug: 'rosalind-featherstonehaugh',
    name: 'Rosalind Featherstonehaugh',
    role: 'Emeritus professor of computing',
    talk: 'Forty years of doing several things at once',
    abstract:
      'Coroutines were described in 1963. Rosalind tells what happened since, what was forgotten twice, and what she would like to see before the next talk begins.',
    bio: 'Rosalind programmed with paper tape, and still keeps a splicer.',
    profiles: [{ handle: 'Rosalind_F', form: 'query' }],
  },
];

/**
 * What a right scraper finds: every profile's handle in lower case, once,
 * in order.
 */
export const conferenceHandles: readonly string[] = [
  ...new Set(
    speakers.flatMap(({ profiles }) =>
      profiles.map(({ handle }) => handle.toLowerCase()),
    ),
  ),
].sort();
