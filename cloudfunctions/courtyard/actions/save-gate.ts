import * as v from 'valibot';
import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { inStep } from '../digest';
import { loadCourtyard, loadPlace } from '../repository';

type SaveGate = (typeof courtyard)['actions']['saveGate'];

const time = v.pipe(v.string(), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));
const gate = v.pipe(
  v.strictObject({ opensAt: time, closesAt: time }),
  // As text, times of day compare as times do.
  v.check(({ opensAt, closesAt }) => opensAt < closesAt),
);

/** When the gate opens and closes; a courtyard without a gate has no hours. */
export const saveGate: HandlerOf<SaveGate> = {
  input: schemaOf<InputOf<SaveGate>>()(v.strictObject({ gate: v.exactOptional(gate) })),

  run: (context) =>
    once(context, async (read) => {
      const { call, input } = context;
      const { gate: _, ...rest } = await loadCourtyard(read, call);
      const after = input.gate ? { ...rest, gate: input.gate } : rest;
      const place = await loadPlace(read, call);
      const writes = [replace('courtyards', after), replace('digests', inStep(place, after))];
      return { writes, value: {} };
    }),
};
