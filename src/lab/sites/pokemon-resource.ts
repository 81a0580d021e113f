/** Anything in the API that has its own page. */
export interface Resource {
  readonly id: number;
  /** Empty where the API has only a number for it. */
  readonly name: string;
}

/** One of the API's collections. */
export interface Kind {
  readonly items: readonly Resource[];
  /** Returns an item's page, by its number or its name. */
  describe(key: string, link: Link): object | undefined;
}

/** Makes a link to another page. */
export type Link = (
  kind: string,
  resource: Resource,
) => { readonly name: string; readonly url: string };

/** A collection with a page for each of its items. */
export function createKind<Item extends Resource>(
  items: readonly Item[],
  describeItem: (item: Item, link: Link) => object,
): Kind {
  return {
    items,
    describe(key, link) {
      const isMeant = ({ id, name }: Item) =>
        `${id}` === key || (name !== '' && name === key);
      const item = items.find(isMeant);
      return item && describeItem(item, link);
    },
  };
}

/** A collection whose pages have a name in English too, as most of them do. */
export function createNamedKind<Item extends Resource>(
  items: readonly Item[],
  describeRest: (item: Item, link: Link) => object,
): Kind {
  return createKind(items, (item, link) => ({
    id: item.id,
    name: item.name,
    names: inEnglish('name', titleOf(item.name), link),
    ...describeRest(item, link),
  }));
}

const nothing: Resource = { id: 0, name: '' };

/** The resource with a number, which every reference in the data has. */
export function byId(items: readonly Resource[], id: number): Resource {
  return items.find((item) => item.id === id) ?? nothing;
}

export const english: Resource = { id: 9, name: 'en' };

/** A name in the one language that the lab knows. */
export function inEnglish(field: string, text: string, link: Link) {
  return [{ [field]: text, language: link('language', english) }];
}

/** `moon-stone` as a person writes it: `Moon Stone`. */
function titleOf(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
