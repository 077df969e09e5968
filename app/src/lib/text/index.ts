/** Every string of these pages, in English. Another language is another object of this type. */
import { actions, errors } from './actions.ts';
import { bench } from './bench.ts';
import { buying } from './buying.ts';
import { docs } from './docs.ts';
import { earnings, reputation } from './earnings.ts';
import { explore, proof } from './explore.ts';
import { govern } from './govern.ts';
import { judge } from './judge.ts';
import { landing } from './landing.ts';
import { licences, resale, verify } from './licences.ts';
import { dataset, market } from './market.ts';
import { myTasks } from './myTasks.ts';
import { payload } from './payload.ts';
import { post } from './post.ts';
import { practise } from './practise.ts';
import { provider, publish } from './provider.ts';
import { shell } from './shell.ts';
import { stake } from './stake.ts';
import { task } from './task.ts';
import { tasks } from './tasks.ts';
import { terms } from './terms.ts';
import { vault } from './vault.ts';
import { work } from './work.ts';

export const text = {
  actions,
  bench,
  buying,
  dataset,
  docs,
  earnings,
  errors,
  explore,
  govern,
  judge,
  landing,
  licences,
  market,
  myTasks,
  payload,
  post,
  practise,
  proof,
  provider,
  publish,
  reputation,
  resale,
  shell,
  stake,
  task,
  tasks,
  terms,
  vault,
  verify,
  work,
};
export type Text = typeof text;
