import { expect } from 'chai';
import { tagger } from './support/run.ts';

describe('help', () => {
  it('tells the defaults of amounts in TAG and of counts in digits', async () => {
    const { code, stdout } = await tagger('task', 'open', '--help');
    expect(code).to.equal(0);
    expect(stdout).to.match(/--price <tag>\s+TAG an item and annotator \(default: 0\.01\)/);
    expect(stdout).to.match(/--batch <number>\s+items a panel \(default: 50\)/);
  });

  it('is shown after a missing option, with exit code 2', async () => {
    const { code, stderr } = await tagger('task', 'open');
    expect(code).to.equal(2);
    expect(stderr).to.contain("required option '--items <path>' not specified").and.contain('--classes <list>');
  });
});
