/** The sections of these pages, as menus show them. */
import { text } from '../text/index.ts';

export interface Place {
  /** Address without its first slash. */
  place: string;
  name: string;
  about: string;
}
export interface Section {
  title: string;
  places: Place[];
}

export const SECTIONS: readonly Section[] = text.shell.nav.map(({ title, places }) => ({
  title,
  places: Object.entries(places).map(([place, [name, about]]) => ({ place, name, about })),
}));

const PLACES = SECTIONS.flatMap(({ places }) => places.map(({ place }) => place));

/** Whether `path` lies under a place, and under none that is longer. */
export function isHere(path: string, place: string): boolean {
  const under = (one: string): boolean => path === `/${one}` || path.startsWith(`/${one}/`);
  return under(place) && !PLACES.some((other) => other.length > place.length && under(other));
}
