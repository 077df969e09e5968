export const govern = {};
