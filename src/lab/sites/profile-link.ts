import type { Profile, ProfileForm } from '../data/speakers.ts';

/** The invented network on which speakers have their profiles. */
const network = 'chirp.example';

const addresses: Readonly<Record<ProfileForm, (handle: string) => string>> = {
  plain: (handle) => `https://${network}/${handle}`,
  slash: (handle) => `https://${network}/${handle}/`,
  at: (handle) => `https://${network}/@${handle}`,
  query: (handle) => `https://${network}/${handle}?ref=conf&lang=en`,
  www: (handle) => `https://www.${network}/${handle}`,
  http: (handle) => `http://${network}/${handle}`,
  fragment: (handle) => `https://${network}/${handle}#latest`,
  bare: (handle) => `//${network}/${handle}`,
};

/** Returns the address of a profile as its page writes it, unescaped. */
export function profileAddress({ handle, form }: Profile): string {
  return addresses[form](handle);
}

/** Returns the address that shares a page: a link, but not a profile. */
export function shareAddress(text: string, url: string): string {
  const query = new URLSearchParams({ text, url });
  return `https://${network}/share?${query.toString()}`;
}

/** Returns the address that begins a message: not a profile either. */
export function intentAddress(text: string): string {
  const query = new URLSearchParams({ text });
  return `https://${network}/intent/post?${query.toString()}`;
}
