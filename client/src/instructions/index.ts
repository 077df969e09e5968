export * from './admin.ts';
export * from './crank.ts';
export * from './governance.ts';
export * from './hot.ts';
export * from './member.ts';
export * from './requester.ts';
export * from './review.ts';
export * from './validator.ts';
