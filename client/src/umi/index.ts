/**
 * Tagger for users of Metaplex's umi: `umi.use(mplTokenMetadata()).use(tagger())`. An entry of its own, because it needs
 * `@metaplex-foundation/umi` and `@metaplex-foundation/mpl-token-metadata`, which the rest of the client does without.
 */
import { fetchDigitalAsset, TokenStandard } from '@metaplex-foundation/mpl-token-metadata';
import {
  ProgramError,
  publicKey,
  unwrapOption,
  type Context,
  type Program,
  type PublicKey,
  type UmiPlugin,
} from '@metaplex-foundation/umi';
import { TaggerClientError } from '../errors.ts';
import { PROGRAM_ERRORS } from '../generated/errors.ts';
import { IDL } from '../generated/idl.ts';

/** Symbol of every title. */
const TITLE_SYMBOL = 'TAGD';

/** An error of the program as umi hands it on: `name` is the rule's, the message says what to do. */
export class TaggerProgramError extends ProgramError {
  override readonly name: string;
  readonly code: number;

  constructor(code: number, known: { name: string; message: string }, program: Program, cause?: Error) {
    super(known.message, program, cause);
    this.name = known.name;
    this.code = code;
  }
}

const PROGRAM: Program = {
  name: 'tagger',
  publicKey: publicKey(IDL.address),
  getErrorFromCode: (code, cause) => {
    const known = PROGRAM_ERRORS[code];
    return known === undefined ? null : new TaggerProgramError(code, known, PROGRAM, cause);
  },
  getErrorFromName: (name, cause) => {
    const found = Object.entries(PROGRAM_ERRORS).find(([, error]) => error.name === name);
    return found === undefined ? null : new TaggerProgramError(Number(found[0]), found[1], PROGRAM, cause);
  },
  isOnCluster: () => true,
};

/** Registers the program with umi, so that its errors come with their names and sentences. */
export const tagger = (): UmiPlugin => ({
  install(umi) {
    umi.programs.add(PROGRAM);
  },
});

/** The title of a dataset as it stands on the chain. */
export interface Title {
  mint: PublicKey;
  name: string;
  /** Where the manifest lies. What is read there counts only if its hash is the one in the dataset's account. */
  uri: string;
  /** The dataset's account. */
  dataset: PublicKey;
  /** Who published it; signed. */
  publisher: PublicKey;
}

/**
 * Reads the title of `dataset` and checks what makes it one: the dataset is its update authority, it can't change, can't be
 * printed and has no second token, and its publisher signed.
 *
 * Throws `NotATitle` with the reason; what umi throws when there is no such token.
 */
export async function fetchTitle(
  umi: Pick<Context, 'rpc' | 'eddsa' | 'programs'>,
  mint: PublicKey,
  dataset: PublicKey,
): Promise<Title> {
  const asset = await fetchDigitalAsset(umi, mint);
  const { metadata, edition } = asset;
  const [creator, ...more] = unwrapOption(metadata.creators) ?? [];
  const must = (holds: boolean, reason: string): void => {
    if (!holds) throw new TaggerClientError('NotATitle', `${mint} is not the title of ${dataset}: ${reason}`);
  };
  must(metadata.updateAuthority === dataset, 'another account may change it');
  must(metadata.symbol === TITLE_SYMBOL, `its symbol is not ${TITLE_SYMBOL}`);
  must(!metadata.isMutable, 'its metadata can change');
  must(unwrapOption(metadata.tokenStandard) === TokenStandard.NonFungible, 'it is no NFT');
  must(asset.mint.supply === 1n && asset.mint.decimals === 0, 'it is not exactly one token');
  must(edition?.isOriginal === true && unwrapOption(edition.maxSupply) === 0n, 'copies of it can be made');
  if (creator === undefined || more.length > 0 || !creator.verified) {
    throw new TaggerClientError('NotATitle', `${mint} is not the title of ${dataset}: its publisher did not sign`);
  }
  const { name, uri } = metadata;
  return { mint, name, uri, dataset, publisher: creator.address };
}

export { taggerUploader, type UploaderOptions } from './uploader.ts';
