/** The big picture, for staff: counts only. */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { namesOf } from '../../courtyard/public';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { statusOf } from '../contest';
import type { VerdictDoc } from '../documents';
import { contestListed, everything } from '../repository';
import { forContest } from './inputs';

type Actions = (typeof contest)['actions'];

export const report: HandlerOf<Actions['report']> = {
  input: schemaOf<InputOf<Actions['report']>>()(v.strictObject(forContest)),

  async run({ input, call, store, now }) {
    const doc = await contestListed(store, input.contestId, { call, now });
    const verdicts = await everything<VerdictDoc>(store, {
      collection: 'verdicts',
      where: { contestId: doc._id },
    });
    const names = await namesOf(store, call.communityId, { now });
    const isOpened = ['deciding', 'announced', 'delivered'].includes(statusOf(doc, now));
    const sealed = verdicts.some(({ phase }) => phase === 'judging');
    const add = (of: (one: VerdictDoc) => number) =>
      verdicts.reduce((sum, one) => sum + of(one), 0);
    return {
      title: doc.form.title,
      status: statusOf(doc, now),
      courtyards: verdicts.filter(({ entries }) => entries > 0).length,
      households: add(({ households }) => households),
      entries: add(({ entries }) => entries),
      ...(isOpened && !sealed ? { votes: add(({ votes }) => votes) } : {}),
      prizes: add(({ winners: all }) => all.flatMap(({ entryIds }) => entryIds).length),
      places: verdicts.map(({ place, entries, households, panel, judgedBy, phase }) => ({
        placeName: names.of(place),
        entries,
        households,
        judges: panel.length,
        ...(judgedBy === undefined ? {} : { judgedBy: names.of(judgedBy) }),
        phase,
      })),
      now,
    };
  },
};
