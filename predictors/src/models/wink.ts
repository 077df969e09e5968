/** wink-nlp with its English model, loaded once a worker. */
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';

export const wink = winkNLP(model, ['sbd', 'negation', 'sentiment', 'ner', 'pos']);
