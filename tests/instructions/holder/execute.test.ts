import {
  createInitializeAccount3Instruction,
  ExtensionType,
  getAccount,
  getAccountLen,
  TOKEN_2022_PROGRAM_ID,
} from '@solana/spl-token';
import { Keypair, PublicKey, SystemProgram } from '@solana/web3.js';
import { fetchLicense, licensePda, send, type LicenseAccount } from '@tagger/client';
import { expect } from 'chai';
import { TRAINING } from '../../support/datasets.ts';
import { eventOf, expectError } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import {
  aLicence,
  callHook,
  EXECUTE,
  hookCallOf,
  sending,
  sendOn,
  STATE,
  tokensOf,
  TRANSFERRING,
  unitsOf,
  writeLicense,
  type Licence,
} from '../../support/licences.ts';
import { now, waitUntil } from '../../support/time.ts';
import { act, rehearse, theWorld, type World } from '../../support/world.ts';

const HOUR = 3_600n;

/** The transfer hook: Token-2022 asks it whenever any wallet sends a licence. */
describe('execute', () => {
  let world: World;
  let time: bigint;
  before(async () => {
    world = await theWorld();
  });
  beforeEach(async () => {
    time = BigInt((await now(world)).unixTimestamp);
  });

  const holds = async (mint: PublicKey, owner: PublicKey): Promise<bigint> =>
    (await getAccount(world.connection, tokensOf(mint, owner), 'confirmed', TOKEN_2022_PROGRAM_ID)).amount;
  /** A licence whose next transfer to the receiver is paid for. */
  const approved = async (fields: Partial<LicenseAccount> = {}): Promise<Licence> => {
    const licence = await aLicence(world);
    const { mint, holder, receiver } = licence;
    const approval = { approvedTo: receiver.key, transferUntil: time + HOUR };
    await writeLicense(world, mint, { holder: holder.key, ...approval, ...fields });
    return licence;
  };

  it('refuses a plain transfer nothing was paid for, and the licence stays where it is', async () => {
    const licence = await aLicence(world);
    await expectError(sendOn(world, licence), 'TransferNotApproved');
    expect(await holds(licence.mint, licence.holder.key)).to.equal(1n);
  });

  it('refuses an expired licence from its second on [attack 123]', async () => {
    const licence = await approved({ expiresAt: time + 600n });
    const sent = await sending(world.connection, licence.mint, licence.holder.key, licence.receiver.key);
    await rehearse(world, licence.holder, sent);
    await waitUntil(world, time + 600n);
    await expectError(sendOn(world, licence), 'LicenseExpired');
  });

  it('refuses a licence whose terms keep it with its holder [attack 124]', async () => {
    await expectError(sendOn(world, await approved({ terms: TRAINING })), 'LicenseNotTransferable');
  });

  it('refuses one whose key is outstanding and a revoked one [attack 123]', async () => {
    await expectError(sendOn(world, await approved({ state: STATE.pending })), 'LicenseNotActive');
    await expectError(sendOn(world, await approved({ state: STATE.revoked })), 'LicenseNotActive');
  });

  it('refuses another receiver than the approved one, and an approval that is over', async () => {
    const stranger = (await aLicence(world)).receiver;
    await expectError(sendOn(world, await approved({ approvedTo: stranger.key })), 'TransferNotApproved');
    await expectError(sendOn(world, await approved({ transferUntil: time })), 'TransferNotApproved');
  });

  it('refuses a licence of another version [attack 136]', async () => {
    const licence = await approved();
    const older = (data: Buffer): number => data.writeUInt8(2, 8);
    await whilePatched(world, licensePda(licence.mint), older, async () => {
      await expectError(sendOn(world, licence), 'WrongVersion');
    });
  });

  it('passes an approved transfer once, and the licence follows the token', async () => {
    const licence = await approved({ expiresAt: time + HOUR });
    const { mint, holder, receiver } = licence;
    const sent = await sendOn(world, licence);
    expect(await holds(mint, receiver.key)).to.equal(1n);
    const after = await fetchLicense(world.connection, mint);
    expect(after?.holder.toBase58()).to.equal(receiver.key.toBase58());
    expect(after?.approvedTo.toBase58()).to.equal(PublicKey.default.toBase58());
    expect(after?.transferUntil).to.equal(0n);
    const moved = eventOf(sent, 'licenseMoved');
    expect([moved.mint, moved.from, moved.to].map(String)).to.deep.equal([mint, holder.key, receiver.key].map(String));
    console.log(`      hook: ${unitsOf(sent).join()} CU, the whole transfer: ${sent.units} CU, ${sent.bytes} bytes`);

    const back = { ...licence, holder: receiver, receiver: holder };
    await expectError(sendOn(world, back), 'TransferNotApproved');
  });

  it('refuses a transfer of nothing, which anybody with an empty account could make', async () => {
    const licence = await approved();
    const { mint, holder, receiver } = licence;
    const nothing = await sending(world.connection, mint, receiver.key, holder.key, 0n);
    await expectError(act(world, receiver, nothing), 'NotWholeLicense');
    await sendOn(world, licence);
  });

  it('refuses an account that can be given away without a transfer [attack 41]', async () => {
    const licence = await approved();
    const { mint, holder, receiver } = licence;
    const account = Keypair.generate();
    const space = getAccountLen([ExtensionType.TransferHookAccount]);
    const opening = [
      SystemProgram.createAccount({
        fromPubkey: receiver.key,
        newAccountPubkey: account.publicKey,
        space,
        lamports: await world.connection.getMinimumBalanceForRentExemption(space),
        programId: TOKEN_2022_PROGRAM_ID,
      }),
      createInitializeAccount3Instruction(account.publicKey, mint, receiver.key, TOKEN_2022_PROGRAM_ID),
    ];
    await send(world.connection, opening, [receiver.wallet, account]);
    const transfer = await sending(world.connection, mint, holder.key, receiver.key);
    transfer.keys[2]!.pubkey = account.publicKey;
    await expectError(act(world, holder, transfer), 'ReownableTokens');
  });

  it('is nobody else’s to call: Token-2022 must be sending from the source [attack 14]', async () => {
    const licence = await approved();
    const call = hookCallOf(licence);
    await expectError(act(world, licence.issuer, callHook(call)), 'NotTransferring');
    // Even its holder, with accounts that are no token accounts of Token-2022.
    await expectError(
      act(world, licence.holder, callHook({ ...call, source: licence.holder.tokens })),
      'NotTransferring',
    );
    await whilePatched(
      world,
      call.source,
      (data) => data.writeUInt8(1, TRANSFERRING),
      async () => {
        await expectError(
          rehearse(world, licence.issuer, callHook({ ...call, destination: licence.holder.tokens })),
          'NotTransferring',
        );
        await rehearse(world, licence.issuer, callHook(call));
      },
    );
  });

  it('checks all eight bytes of its name', async () => {
    const call = hookCallOf(await approved());
    for (let at = 1; at < 8; at += 1) {
      const name = Buffer.from(EXECUTE);
      name.writeUInt8(name.readUInt8(at) ^ 1, at);
      await expectError(rehearse(world, world.admin, callHook(call, name)), 'NotTransferHook');
    }
  });

  it('refuses the licence of another mint [attack 4]', async () => {
    const [ours, other] = [await approved(), await approved()];
    const call = hookCallOf(ours);
    const mixed = callHook({ ...call, license: hookCallOf(other).license });
    await expectError(rehearse(world, world.admin, mixed), 'WrongLicense');
    const { source, destination } = hookCallOf(other);
    await expectError(rehearse(world, world.admin, callHook({ ...call, source })), 'WrongLicense');
    await whilePatched(
      world,
      call.source,
      (data) => data.writeUInt8(1, TRANSFERRING),
      async () => {
        await expectError(rehearse(world, world.admin, callHook({ ...call, destination })), 'WrongLicense');
      },
    );
  });
});
