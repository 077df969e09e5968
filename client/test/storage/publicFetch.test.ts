import { expect } from 'chai';
import { reader } from '@tagger/client/storage';
import { isPublicAddress, publicFetch, type Lookup } from '@tagger/client/storage/node';
import { redirects, sends, serve, stopAll } from './support/hostile.ts';
import { refusal } from './support/refusal.ts';

const DATA = new TextEncoder().encode('data');
const SHA256 = Buffer.from('3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7', 'hex');
const ID = 'x'.repeat(42) + 'w';
const resolvesTo = (...addresses: string[]): Lookup => {
  return (_host, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
};

describe('reading for strangers', () => {
  afterEach(stopAll);

  it('[attack 147] knows which addresses are public', () => {
    const inner = [
      '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1',
      '198.18.0.1 203.0.113.5 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1',
      'fc00::1 fd12::1 fe80::1 ff02::1 2001:db8::1 2002:7f00:1:: 2001::1 localhost example.com 1.2.3',
    ].flatMap((line) => line.split(' '));
    expect(inner.filter(isPublicAddress)).to.deep.equal([]);
    const outer = ['1.1.1.1', '8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00::1'];
    expect(outer.filter(isPublicAddress)).to.deep.equal(outer);
  });

  it('[attack 147] refuses inner addresses in every spelling', async () => {
    const hosts = ['127.0.0.1', '0x7f.1', '2130706433', '017700000001', '[::1]', '[::ffff:7f00:1]', '169.254.169.254'];
    for (const host of hosts) {
      const error = await refusal(publicFetch()(`http://${host}:80/raw/${ID}`, {}));
      expect(error.name, host).to.equal('PrivateAddress');
    }
    expect((await refusal(publicFetch()('http://localhost:1/', {}))).name).to.equal('PrivateAddress');
  });

  it('[attack 148] refuses a name when any of its addresses is inner, and connects to the one it checked', async () => {
    const gateway = 'http://rebinding.example:9';
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['2606:4700::1111', '::1'], []]) {
      const transport = publicFetch({ lookup: resolvesTo(...addresses) });
      const error = await refusal(reader({ gateways: [gateway], transport }).get(ID, { sha256: SHA256, maxBytes: 4 }));
      expect(error.name, addresses.join()).to.equal('PrivateAddress');
    }
    // The first answer is public, the second would not be; nobody asks twice, and this one is not waited for.
    let asked = 0;
    const stop = new AbortController();
    const twoFaced: Lookup = (host, options, done) => {
      asked += 1;
      stop.abort();
      resolvesTo(asked === 1 ? '8.8.8.8' : '127.0.0.1')(host, options, done);
    };
    await refusal(publicFetch({ lookup: twoFaced })(gateway, { signal: stop.signal }));
    expect(asked).to.equal(1);
  });

  it('reads from the operator’s own gateway when it is named, and follows it nowhere else', async () => {
    const own = await serve(sends(DATA, { 'content-type': 'text/plain', 'set-cookie': 'a=b' }));
    const transport = publicFetch({ allow: [new URL(own).host] });
    const expected = { sha256: SHA256, maxBytes: 4 };
    expect((await reader({ gateways: [own], transport }).get(ID, expected)).bytes).to.deep.equal(DATA);
    const away = await serve(redirects(own));
    const error = await refusal(
      reader({ gateways: [away], transport: publicFetch({ allow: [new URL(away).host] }) }).get(ID, expected),
    );
    expect(error.name).to.equal('GatewayRedirect');
    expect((await refusal(publicFetch({ allow: ['127.0.0.1:1'] })(own, {}))).name).to.equal('PrivateAddress');
  });
});
