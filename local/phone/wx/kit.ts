import type { PhoneContext } from '../runtime/ports';
import { createDialogs, type Dialogs } from './dialogs/dialogs';
import { createTempFiles, type TempFiles } from './files/temp-files';
import { createNet, type Net } from './net';
import { createPersonStore, type PersonStore } from './person-store';
import { createPrivacy, type Privacy } from './social/privacy';

/** What the parts of the wx API share. */
export interface Kit {
  readonly context: PhoneContext;
  readonly dialogs: Dialogs;
  readonly files: TempFiles;
  readonly net: Net;
  readonly privacy: Privacy;
  readonly store: PersonStore;
}

const kits = new WeakMap<PhoneContext, Kit>();

/** One kit per phone: open-type buttons and the API share the consent given and the files chosen. */
export function kitOf(context: PhoneContext): Kit {
  const known = kits.get(context);
  if (known) return known;
  const dialogs = createDialogs(context);
  const store = createPersonStore(context.launch.openid);
  const kit: Kit = {
    context,
    dialogs,
    store,
    files: createTempFiles(),
    net: createNet(context),
    privacy: createPrivacy({ context, dialogs, store }),
  };
  kits.set(context, kit);
  return kit;
}
