/** `@tagger/predictors/label-studio`: models behind Label Studio's ML-backend protocol. */
export { labelConfig } from './config.ts';
export { endpoint, type Endpoint, type EndpointOptions } from './http.ts';
export { fromPredict, toRegion, type Found } from './map.ts';
export { openBackend, type BackendOptions } from './predictor.ts';
