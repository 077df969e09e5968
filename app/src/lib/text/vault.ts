/** A person's own secret. */
export const vault = {
  title: 'Your own key',
  why: 'Your wallet will ask you to sign one text, twice. From the signature a key is made that hides your answers until they are shown, and opens what is encrypted for you.',
  facts: [
    'It moves no money, and it is no transaction.',
    'The same wallet makes the same key on any device: nothing to write down, nothing to lose.',
    'It stays in this browser until you disconnect the wallet.',
  ],
  refused: 'Without that signature your answers could not be hidden or read. Nothing was sent.',
  cannot: 'This wallet can’t sign texts. Use one that can.',
};
