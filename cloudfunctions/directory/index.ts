import { directory } from '../../miniprogram/contract/directory';
import { cloud } from '../kernel/cloud';
import { serve } from '../kernel/serve';
import { addHousehold } from './actions/add-household';
import { archiveHousehold } from './actions/archive-household';
import { checkRegister } from './actions/check-register';
import { correctHousehold } from './actions/correct-household';
import { household } from './actions/household';
import { households } from './actions/households';
import { importRegister } from './actions/import-register';
import { mergeHouseholds } from './actions/merge-households';
import { overview } from './actions/overview';
import { registerTemplate } from './actions/register-template';
import { saveCourtyard } from './actions/save-courtyard';
import { search } from './actions/search';
import { splitHousehold } from './actions/split-household';

export const main = serve(cloud, directory, {
  overview,
  search,
  households,
  household,
  addHousehold,
  correctHousehold,
  mergeHouseholds,
  splitHousehold,
  archiveHousehold,
  registerTemplate,
  checkRegister,
  importRegister,
  saveCourtyard,
});
