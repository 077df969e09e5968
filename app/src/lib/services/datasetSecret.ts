/** What the vault's secret of a dataset is for: it opens what a licence sells. */
export const secretPurpose = (dataset: string): string => `dataset ${dataset}`;
