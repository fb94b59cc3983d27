import type { courtyard } from '../../../miniprogram/contract/courtyard';
import { sceneOf } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { type CommunityPlaceDigest, placeDigestId } from '../documents';
import { loadPlace } from '../repository';

type Poster = (typeof courtyard)['actions']['poster'];

const HOME_PAGE = 'pages/home/home';

/** The sheet for the gate: a code that opens this courtyard. The same courtyard always has the same picture. */
export const poster: HandlerOf<Poster> = {
  input: schemaOf<InputOf<Poster>>()(nothing),

  async run({ call, store, cloud }) {
    const courtyardId = courtyardOf(call);
    const [place, community] = [
      await loadPlace(store, call),
      await store.get<CommunityPlaceDigest>('digests', placeDigestId(call.communityId)),
    ];
    const picture = await cloud.miniCode(sceneOf(call.communityId, courtyardId), HOME_PAGE);
    const fileId = await cloud.upload(`codes/${call.communityId}/${courtyardId}.png`, picture);
    const [codeUrl] = await cloud.tempUrls([fileId]);
    return {
      courtyardName: place.name,
      communityName: found(community).name,
      phone: found(community).phone,
      codeUrl: found(codeUrl),
    };
  },
};
