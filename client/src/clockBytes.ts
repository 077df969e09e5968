/** Slot and unix seconds out of the bytes of the Clock sysvar: slot, epoch's start, epoch, next epoch, time; 8 bytes each, little end first. */
export function clockOf(data: Uint8Array): { slot: bigint; seconds: bigint } {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return { slot: view.getBigUint64(0, true), seconds: view.getBigInt64(32, true) };
}
