/** The error a promise fails with; fails itself when there is none. */
export async function refusal(promise: Promise<unknown>): Promise<Error> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error(`nothing was refused, the answer is ${JSON.stringify(value)?.slice(0, 100)}`);
}
