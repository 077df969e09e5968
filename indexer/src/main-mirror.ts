/** Prints the tables that mirror accounts, for a migration after the interface has changed. */
import { mirrorSql } from './store/columns.ts';

process.stdout.write(mirrorSql());
