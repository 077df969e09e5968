import { Connection, Keypair } from '@solana/web3.js';
import { expect } from 'chai';
import { createMember, IDL, PROGRAM_ID } from '@tagger/client';
import { anchorProgram } from '@tagger/client/anchor';

describe('the program by Anchor’s own builders', () => {
  const program = anchorProgram(new Connection('http://127.0.0.1:1'));

  it('is the same program: address, accounts, and the bytes of an instruction', async () => {
    const wallet = Keypair.generate().publicKey;
    const { programId, data } = createMember({ wallet });
    expect(program.programId.equals(PROGRAM_ID)).to.equal(true);
    expect(Object.keys(program.account)).to.have.length(IDL.accounts?.length ?? 0);
    const built = await program.methods.createMember().accountsPartial({ wallet, payer: wallet }).instruction();
    expect(programId.equals(built.programId)).to.equal(true);
    expect(Buffer.compare(built.data, data)).to.equal(0);
  });
});
