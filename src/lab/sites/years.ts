import { yearsData } from '../data/years-data.ts';
import { yearsModel } from '../model.ts';
import { escapeHtml, renderPage } from './html.ts';
import { createPureSite } from './pure-site.ts';
import { htmlAnswer, notFound, type Answer } from '../answer.ts';
import type { Target } from '../target.ts';

/** Twenty small pages that are independent of one another. */
export const years = createPureSite({
  name: 'years',
  summary: 'Twenty pages, /2000 to /2019, with a moment of each year',
  examplePaths: ['/', '/2000', '/2009', '/2019'],
  model: yearsModel,
  answer: answerYears,
});

/** Answers with the index, the page of a year, or a 404. */
export function answerYears({ path }: Pick<Target, 'path'>): Answer {
  if (path === '/') return htmlAnswer(renderPage('Twenty years', index));
  const [, digits] = /^\/(\d{4})\/?$/.exec(path) ?? [];
  const found = yearsData.find(({ year }) => year === Number(digits));
  if (!found) return notFound;
  const { year, title, text } = found;
  return htmlAnswer(
    renderPage(
      `${year}: ${title}`,
      `${navigation}
<main>
<h1>${year}</h1>
<h2>${escapeHtml(title)}</h2>
<p class="lead">${escapeHtml(text)}</p>
</main>`,
    ),
  );
}

const navigation = `<nav>
<a href="/">Twenty years</a>
${yearsData.map(({ year }) => `<a href="/${year}">${year}</a>`).join('\n')}
</nav>`;

const index = `${navigation}
<main>
<h1>Twenty years of waiting better</h1>
<ul class="grid">
${yearsData
  .map(
    ({ year, title }) =>
      `<li><a href="/${year}">${year}</a><span>${escapeHtml(title)}</span></li>`,
  )
  .join('\n')}
</ul>
</main>`;
