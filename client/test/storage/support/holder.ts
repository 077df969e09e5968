/** Takes the lock named by its argument, says whether it could, and keeps it until it is killed. */
import { lockFile } from '@tagger/client/storage/node';

let took = true;
try {
  lockFile(process.argv[2]!, (holder) => new Error(`held by ${holder}`));
} catch {
  took = false;
}
process.send?.(took);
setInterval(() => undefined, 1_000);
