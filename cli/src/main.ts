/** The command line. Every group of commands is a file in `commands/`. */
import { Command } from 'commander';
import { helpWithAmounts } from './help.ts';
import { addConfig } from './commands/config.ts';
import { addConsensus } from './commands/consensus.ts';
import { addDataset } from './commands/dataset.ts';
import { addDemo } from './commands/demo.ts';
import { addGovernance } from './commands/governance.ts';
import { addKeyserver } from './commands/keyserver.ts';
import { addLicence } from './commands/licence.ts';
import { addProvenance } from './commands/provenance.ts';
import { addKey } from './commands/key.ts';
import { addMoney } from './commands/money.ts';
import { addPayload } from './commands/payload.ts';
import { addReport } from './commands/report.ts';
import { addReview } from './commands/review.ts';
import { addShare } from './commands/share.ts';
import { addTask } from './commands/task.ts';
import { addValidator } from './commands/validator.ts';
import { addWork } from './commands/work.ts';
import { EXIT } from './output.ts';

const program = new Command('tagger')
  .description('A market for trustworthy labels')
  .showHelpAfterError()
  .configureHelp(helpWithAmounts)
  // Subcommands inherit it.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.ok : EXIT.misused));
for (const add of [
  addDemo,
  addConfig,
  addTask,
  addWork,
  addPayload,
  addReview,
  addValidator,
  addGovernance,
  addDataset,
  addLicence,
  addShare,
  addProvenance,
  addKeyserver,
  addKey,
  addMoney,
  addConsensus,
  addReport,
])
  add(program);
await program.parseAsync();
// The WebSocket of a stopped chain would keep the process waiting.
process.exit(process.exitCode ?? 0);
