/** Every contract there is, by the name of its function. */
import { contest } from './contest';
import { courtyard } from './courtyard';
import { directory } from './directory';
import { flower } from './flower';
import { fund } from './fund';
import { groupbuy } from './groupbuy';
import { member } from './member';
import { notice } from './notice';
import { report } from './report';
import { roster } from './roster';

export const CONTRACTS = {
  contest,
  courtyard,
  directory,
  flower,
  fund,
  groupbuy,
  member,
  notice,
  report,
  roster,
} as const;
export type FunctionName = keyof typeof CONTRACTS;
export type ActionName<F extends FunctionName> = keyof (typeof CONTRACTS)[F]['actions'] & string;
