/** Reports over label events as SQL, embedded by DuckDB; `spark/` runs the same queries on Apache Spark. */
export * from './engine.ts';
export * from './plan.ts';
export * from './report.ts';
