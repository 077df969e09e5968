/** Whole numbers into typed arrays, which would cut what does not fit without a word. */
import { ReportError } from './engine.ts';

const U32 = 2 ** 32 - 1;

function checked(numbers: readonly number[], low: number, high: number): readonly number[] {
  const wrong = numbers.find((number) => !Number.isInteger(number) || number < low || number > high);
  if (wrong !== undefined)
    throw new ReportError('NotWhole', `${wrong} is no whole number from ${low} to ${high}: pass one`);
  return numbers;
}

export const i32 = (numbers: readonly number[]): Int32Array =>
  Int32Array.from(checked(numbers, -(2 ** 31), 2 ** 31 - 1));
export const u32 = (numbers: readonly number[]): Uint32Array => Uint32Array.from(checked(numbers, 0, U32));
export const u16 = (numbers: readonly number[]): Uint16Array => Uint16Array.from(checked(numbers, 0, 65_535));
export const u8 = (numbers: readonly number[]): Uint8Array => Uint8Array.from(checked(numbers, 0, 255));
/** One number that goes to the module as it is. */
export const whole = (number: number): number => checked([number], 0, U32)[0] as number;

/** The number behind a choice by name. */
export function choice<T extends string>(names: readonly T[], name: T): number {
  const place = names.indexOf(name);
  if (place < 0) throw new ReportError('Choice', `"${name}" is no choice: pass one of ${names.join(', ')}`);
  return place;
}

/** Cuts numbers into rows; the rows are views, not copies. */
export function rows(numbers: Float64Array, length: number): Float64Array[] {
  return Array.from({ length: numbers.length / length }, (_, row) =>
    numbers.subarray(row * length, (row + 1) * length),
  );
}
