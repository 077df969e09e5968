/** The command line. Every command is a file in `commands/`. */
import { Command } from 'commander';
import { addDemo } from './commands/demo.ts';

const program = new Command('tagger').description('A market for trustworthy labels').showHelpAfterError();
addDemo(program);
await program.parseAsync();
// The WebSocket of a stopped chain would keep the process waiting.
process.exit(process.exitCode ?? 0);
