import { expect } from 'chai';
import { initializeGovernance, send, translate, type GovernanceParams, type Params } from '@tagger/client';
import type { TransactionInstruction } from '@solana/web3.js';
import { BOUNDS, migrate, parseParameters, readParameters, RULE_BOUNDS, STEPS } from '../src/index.ts';
import { aDeployment, airdrop, governance, type Deployment } from './support/deployment.ts';

const MOST = 2n ** 64n - 1n;
type Field = keyof typeof BOUNDS;

/** Parameters among which `field` can move to both of its ends without pushing another one over its own. */
function roomFor(field: Field): Params {
  const { params } = readParameters('localnet');
  const day = 86_400;
  return {
    ...params,
    maxWindowSecs: day,
    maxTaskSecs: 30 * day,
    slashHoldBps: 0,
    slashReversedBps: 0,
    // Otherwise a part of the slash of silence, and its other limit.
    keeperTipBps: 0,
    slashGoldBps: 1,
    slashMissBps: field === 'slashGoldBps' ? 10_000 : 5_000,
  };
}

/** What the parser of the files says. */
function inFile(change: { params?: Params; governance?: GovernanceParams }): string {
  const { params, governance: rules } = { ...readParameters('localnet'), ...change };
  const text = JSON.stringify({ feePayerNeedsLamports: '1', params, governance: rules }, (key, value: unknown) => {
    if (key === 'reserved') return undefined;
    return typeof value === 'bigint' ? value.toString() : value;
  });
  try {
    parseParameters(text, 'here.json');
    return 'taken';
  } catch (error) {
    return translate(error).name;
  }
}

describe('the bounds of parameters are those of the program', () => {
  let deployment: Deployment;
  before(async () => {
    deployment = await aDeployment();
    await migrate(STEPS, deployment.context());
    await airdrop(deployment.context().connection, deployment.admin.publicKey, 1_000_000_000);
  });
  after(() => deployment.chain.stop());

  /** What the program says; nothing is sent. */
  async function onChain(params: Params): Promise<string> {
    const update = await governance(deployment, { params });
    return send(deployment.context().connection, [update], [deployment.admin], { dryRun: true }).then(
      () => 'taken',
      (error: unknown) => translate(error).name,
    );
  }

  for (const field of Object.keys(BOUNDS) as Field[]) {
    it(`${field}: both take its least and greatest value and refuse one less and one more`, async () => {
      const room = roomFor(field);
      const [least, greatest] = BOUNDS[field].map((limit) =>
        BigInt(typeof limit === 'string' ? room[limit] : limit),
      ) as [bigint, bigint];
      const verdicts = async (value: bigint): Promise<string[]> => {
        const changed = { ...room, [field]: typeof room[field] === 'bigint' ? value : Number(value) };
        return [inFile({ params: changed }), await onChain(changed)];
      };
      for (const end of [least, greatest]) expect(await verdicts(end), `${end}`).to.deep.equal(['taken', 'taken']);
      // Below zero and above 64 bits nothing can be written into an instruction.
      const beyond = [least - 1n, greatest + 1n].filter((value) => value >= 0n && value <= MOST);
      expect(beyond, 'the program limits one side at least').to.not.be.empty;
      for (const value of beyond)
        expect(await verdicts(value), `${value}`).to.deep.equal(['ParameterOutOfBounds', 'ParameterOutOfBounds']);
    });
  }
});

describe('the bounds of the rules of voting are those of the program', () => {
  let deployment: Deployment;
  before(async () => {
    deployment = await aDeployment();
    await migrate(STEPS.slice(0, 3), deployment.context());
  });
  after(() => deployment.chain.stop());

  async function onChain(params: GovernanceParams): Promise<string> {
    const { connection, deployer } = deployment.context();
    const write: TransactionInstruction = initializeGovernance({ upgradeAuthority: deployer.publicKey, params });
    return send(connection, [write], [deployer], { dryRun: true }).then(
      () => 'taken',
      (error: unknown) => translate(error).name,
    );
  }

  for (const [field, [least, greatest]] of Object.entries(RULE_BOUNDS)) {
    it(`${field}: both take its least and greatest value and refuse one less and one more`, async () => {
      const rules = readParameters('localnet').governance;
      const verdicts = async (value: bigint): Promise<string[]> => {
        const big = typeof rules[field as keyof GovernanceParams] === 'bigint';
        const changed = { ...rules, [field]: big ? value : Number(value) };
        return [inFile({ governance: changed }), await onChain(changed)];
      };
      const [low, high] = [BigInt(least), BigInt(greatest)];
      for (const end of [low, high]) expect(await verdicts(end), `${end}`).to.deep.equal(['taken', 'taken']);
      for (const value of [low - 1n, high + 1n])
        expect(await verdicts(value), `${value}`).to.deep.equal(['ParameterOutOfBounds', 'ParameterOutOfBounds']);
    });
  }
});
