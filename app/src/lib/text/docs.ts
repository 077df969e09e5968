/** The frame of the documentation; its pages are files of the repository. */
export const docs = {
  title: 'Documentation',
  lead: 'What each kind of person does here and what it costs, how the program decides, and how to build on it.',
  contents: 'Contents',
  reference: 'Client API',
};
