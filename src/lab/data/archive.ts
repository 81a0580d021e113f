/** The conference's past, invented like its present. */
export interface PastTalk {
  readonly year: number;
  /** From 1, in the order of that year's programme. */
  readonly number: number;
  readonly title: string;
  readonly speaker: string;
  readonly topic: string;
}

/** The editions before this one, each with a saying of its own. */
export const editions: readonly {
  readonly year: number;
  readonly saying: string;
}[] = [
  { year: 2014, saying: 'what nobody tells you' },
  { year: 2015, saying: 'ten lessons from a ferry company' },
  { year: 2016, saying: 'how ours caught fire' },
  { year: 2017, saying: 'without a framework' },
  { year: 2018, saying: 'a love letter' },
  { year: 2019, saying: 'the parts you skipped' },
  { year: 2020, saying: 'from a kitchen table' },
  { year: 2021, saying: 'measured at last' },
  { year: 2022, saying: 'for people in a hurry' },
  { year: 2023, saying: 'what we threw away' },
  { year: 2024, saying: 'a second opinion' },
  { year: 2025, saying: 'explained with cake' },
];

/** One talk on each was given at every edition. */
export const topics: readonly string[] = (
  'queues timeouts retries backpressure caches clocks locks streams sockets ' +
  'schedulers promises generators deadlines batching pagination idempotence ' +
  'tracing pools proxies redirects cookies handshakes heartbeats snapshots ' +
  'rollbacks'
).split(' ');

const firstNames = (
  'Ama Bodil Cem Dagny Eero Fadwa Gil Hana Iker Jún Kavya Léo Malin Nuno ' +
  'Odile Pim Quirin Rosa Said Tove Uche Vesna Wim'
).split(' ');

const lastNames = (
  'Abreu Bergqvist Corrigan Dao Ekström Farouk Grünwald Hoxha Ilves Jansma ' +
  "Kowalczyk Lindholm Mbeki Noor O'Dálaigh Pereira Quist Radić Szabó"
).split(' ');

/** Every talk of every past edition; no edition begins with the same topic. */
export const pastTalks: readonly PastTalk[] = editions.flatMap(
  ({ year, saying }, edition) =>
    topics.map((_, index) => {
      const topic = at(topics, index + edition * 2);
      const place = edition * topics.length + index;
      return {
        year,
        number: index + 1,
        title: `${topic.charAt(0).toUpperCase()}${topic.slice(1)}, ${saying}`,
        speaker: `${at(firstNames, place)} ${at(lastNames, place)}`,
        topic,
      };
    }),
);

/** Counts on from the beginning where the list is at its end. */
function at(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}
