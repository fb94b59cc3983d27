/** The cells of the matrix, and what the table says of each. */

import { POLICY } from '../../miniprogram/contract/policy';
import type { HowFar, Rule } from '../../miniprogram/contract/policy-rules';
import type { Reply } from '../../miniprogram/contract/protocol';
import { COMMUNITY_ROLES, type Role } from '../../miniprogram/contract/roles';
import type { By, Calls } from '../support/community';
import type { Cell, Row } from './row';
import { ROWS } from './rows';
import type { Things } from './things';
import { openidOf, RELATIONS, type Relation, ROLES, type World } from './world';

export interface Named {
  readonly fn: string;
  readonly action: string;
  readonly row: Row<never>;
  readonly rule: Rule;
}

type LooseRows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const ACTIONS: readonly Named[] = Object.entries(POLICY).flatMap(([fn, rules]) =>
  Object.entries(rules).map(([action, rule]) => ({
    fn,
    action,
    rule: rule as Rule,
    row: (ROWS as LooseRows)[fn]?.[action] as Row<never>,
  })),
);

export const isWorker = (role: Role): boolean => COMMUNITY_ROLES.includes(role as never);
export const FAR: readonly Relation[] = ['group', 'community', 'none'];

/** The rule of the table, said once more in other words: what a role is at a place, and how far it then reaches. */
function isPermitted(named: Named, role: Role, relation: Relation): boolean {
  const isHere = relation === 'own' || relation === 'courtyard';
  const holds = isHere || (relation !== 'none' && isWorker(role));
  const howFar: HowFar | undefined = named.rule[holds ? role : 'stranger'];
  if (howFar !== 'own') return howFar !== undefined;
  return relation === 'own' || isOneself(named);
}

/** A rule about the own household is asked for a household: the caller's without a word, else the named one. */
const namesHousehold = ({ row, rule }: Named): boolean =>
  !row.noSubject && Object.values(rule).includes('own');

/** Wherever it is called, it is about the caller. */
const isOneself = ({ row }: Named): boolean => row.about === 'self' && row.noSubject === true;

export interface Cells {
  cellOf(named: Named, role: Role, relation: Relation): Cell;
  permitted(named: Named): readonly Cell[];
  refused(named: Named): readonly Cell[];
}

export function createCells(world: World, things: Things): Cells {
  const homeOf = (role: Role, relation: Relation) => {
    if (relation !== 'own') return world.other(relation);
    return role === 'helper' ? world.helped : world.own;
  };
  const cellOf: Cells['cellOf'] = (named, role, relation) => {
    const place = world.placeOf(relation);
    const home = homeOf(role, relation);
    const ownTap = relation === 'own' && role !== 'helper';
    const by: By = {
      openid: openidOf(role),
      community: place.town.community.id,
      courtyard: place.yard.courtyard.id,
      ...(ownTap || !namesHousehold(named) ? {} : { subject: home.id }),
      ...(named.row.inGroup ? { opengid: `og_cell_${things.unique()}` } : {}),
    };
    return { role, relation, place, home, by, self: world.memberOf(role) };
  };
  const cells = (named: Named, wanted: boolean) =>
    ROLES.flatMap((role) =>
      RELATIONS.filter((relation) => isPermitted(named, role, relation) === wanted).map(
        (relation) => cellOf(named, role, relation),
      ),
    );
  return {
    cellOf,
    permitted: (named) => cells(named, true),
    refused: (named) => cells(named, false),
  };
}

export const send = (
  calls: Calls,
  { fn, action }: Named,
  { by, input }: { readonly by: By; readonly input: unknown },
): Promise<Reply<unknown>> => calls.reply(fn as 'notice', action as 'view', by, input as never);

/** Somebody who acts for nobody. */
export function alone({ subject: _, ...by }: By): By {
  return by;
}

/** What was heard, unless it is one of the expected codes. */
export function unexpected(
  { role, relation }: Pick<Cell, 'role' | 'relation'>,
  reply: Reply<unknown>,
  codes: readonly string[],
): readonly string[] {
  const heard = reply.ok ? 'OK' : reply.code;
  return codes.includes(heard) ? [] : [`${role} × ${relation}: ${heard}`];
}
