import { speakers, type Profile, type Speaker } from '../data/speakers.ts';
import {
  conferenceName,
  dayOf,
  describeSlot,
  renderConferencePage,
  renderProgramme,
} from './conference-pages.ts';
import { escapeHtml } from './html.ts';
import { intentAddress, profileAddress, shareAddress } from './profile-link.ts';

/** Returns the page of the speaker at a place in the programme. */
export function renderSpeakerPage(origin: string, index: number): string {
  const speaker = speakers[index] ?? noSpeaker;
  const { name, role, talk, abstract, bio } = speaker;
  return renderConferencePage(
    name,
    `<article>
<h1>${escapeHtml(name)}</h1>
<p class="lead">${escapeHtml(role)}</p>
<section class="talk">
<h2>${escapeHtml(talk)}</h2>
<p><time>${describeSlot(index)}</time>, Main Hall</p>
<p>${escapeHtml(abstract)}</p>
${renderChair(index)}
</section>
<h2>About the speaker</h2>
<p>${escapeHtml(bio)}</p>
<h2>Elsewhere</h2>
<ul class="links">
${renderLinks(speaker, index).join('\n')}
</ul>
<p class="share">Looking forward to it?
${link(shareAddress(`${talk} at ${conferenceName}`, `${origin}/speakers/${speaker.slug}`), 'Share this talk')}</p>
</article>
<h2>The same day</h2>
${renderProgramme(dayOf(index))}`,
  );
}

const noSpeaker: Speaker = {
  slug: '',
  name: '',
  role: '',
  talk: '',
  abstract: '',
  bio: '',
  profiles: [],
};

function link(address: string, text: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(text)}</a>`;
}

function renderLinks(speaker: Speaker, index: number): string[] {
  const site = speaker.slug.normalize('NFD').replaceAll(/[^a-z-]/g, '');
  const links = [
    ...speaker.profiles.map((profile) => renderProfile(profile, index)),
    link(`https://${site}.example/`, 'Web site'),
    link(`https://code.example/${site}`, 'Code'),
  ];
  // Some pages ask for messages, with a link to the same network.
  if (index % 5 === 3) {
    links.push(link(intentAddress(`Hello ${speaker.name} & all`), 'Say hello'));
  }
  return links.map((html) => `<li>${html}</li>`);
}

/** Every third page writes the sign before a handle as an entity. */
function renderProfile(profile: Profile, index: number): string {
  const html = link(profileAddress(profile), `@${profile.handle}`);
  return index % 3 === 0 ? html.replace('>@', '>&#64;') : html;
}

/**
 * Every fourth talk is introduced by the speaker of the next, whose handle
 * thereby stands on two pages, here in capitals.
 */
function renderChair(index: number): string {
  const chair = speakers[(index + 1) % speakers.length];
  const [profile] = chair?.profiles ?? [];
  if (index % 4 !== 0 || !chair || !profile) return '';
  const shouted = { ...profile, handle: profile.handle.toUpperCase() };
  return `<p>Introduced by ${link(`/speakers/${chair.slug}`, chair.name)}
(${link(profileAddress(shouted), `@${shouted.handle}`)}).</p>`;
}
