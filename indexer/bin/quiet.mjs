// A dependency of the token library says at every start that it runs without its native part. It always does here:
// install scripts are off. People should not have to read it.
const { warn } = console;
console.warn = (...args) => {
  if (!String(args[0]).startsWith('bigint: Failed to load bindings')) warn(...args);
};
