/** `npm run export`: a whole community as files. */

import { backUp, say, schemaPath } from './backup/cli';
import { exportCommunity } from './backup/export';
import { readCollections } from './deploy/plan';

void backUp(
  `npm run export -- --community cm_… (--env <environment id> | --local <云端 SDK of npm start>) FOLDER
Takes every document and file of a community into an empty folder.`,
  async (cloud, folder, communityId) => {
    const collections = readCollections(schemaPath()).map(({ name }) => name);
    const { documents, files, missing } = await exportCommunity(cloud, {
      ...{ communityId, collections, folder },
    });
    say(`✓ ${documents} documents and ${files} files of ${communityId}`);
    for (const cloudId of missing) say(`  not there any more: ${cloudId}`);
  },
);
