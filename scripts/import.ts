/** `npm run import`: a community out of its backup. */
import { backUp, say } from './backup/cli';
import { importCommunity } from './backup/import';

void backUp(
  `npm run import -- (--env <environment id> | --local <云端 SDK of npm start>) FOLDER
Puts a backup into an environment that was deployed and does not know its community yet. Stopped halfway, run it again.`,
  async (cloud, folder) => {
    const { documents, present, files } = await importCommunity(cloud, folder);
    say(`✓ ${documents} documents (${present} were there already) and ${files} files`);
  },
);
