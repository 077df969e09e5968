export { startLocalnet, DEFAULT_RENT_PER_BYTE } from './localnet.ts';
export type {
  AccountWrite,
  ChainTime,
  LocalChain,
  Localnet,
  LocalnetOptions,
  ProgramToLoad,
  TimeAdvance,
} from './localnet.ts';
export { isSurfpoolBuilt, startSurfpool, surfpoolBinary } from './surfpool.ts';
export type { SurfpoolOptions } from './surfpool.ts';
export { TOKEN_METADATA, tokenMetadataProgram } from './tokenMetadata.ts';
