/** Help tells defaults in the units they are written in. */
import { Help, type HelpConfiguration, type Option } from 'commander';
import { formatTag } from '@tagger/client';
import { tagOption } from './options.ts';

const plain = new Help();

/** Amounts in TAG. Other big numbers as their digits: JSON, in which commander writes defaults, has none. */
export const helpWithAmounts: HelpConfiguration = {
  optionDescription(option: Option): string {
    const { defaultValue: value, parseArg } = option as Omit<Option, 'defaultValue'> & { defaultValue: unknown };
    if (typeof value === 'bigint')
      option.defaultValueDescription ??= parseArg === tagOption ? formatTag(value) : `${value}`;
    return plain.optionDescription(option);
  },
};
