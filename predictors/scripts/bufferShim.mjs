/** Node's Buffer for the one decoder that wants it. */
export { Buffer } from 'buffer/';
