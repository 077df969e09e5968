import { referencePages } from '#lib/docs/reference.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = () => ({
  reference: referencePages().map(({ slug, title }) => ({ slug, title })),
});
