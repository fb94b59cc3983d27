/** What work places use of a phone beyond the everyday pages: network events, sheets to choose from, ways back. */
import { phone, wxOfTests } from './phone';

type NetworkListener = (state: { isConnected: boolean }) => void;
const listeners = new Set<NetworkListener>();

export const keeperPhone = {
  /** Which entry of an action sheet is tapped; undefined closes it. */
  choice: 0 as number | undefined,
  offered: [] as readonly string[],

  /** The network is back, and everybody who waits for it is told. */
  goOnline(): void {
    phone.online = true;
    for (const listener of [...listeners]) listener({ isConnected: true });
  },
  reset(): void {
    phone.reset();
    Object.assign(keeperPhone, { choice: 0, offered: [] });
  },
};

const go = async ({ url }: { url: string }): Promise<void> => {
  phone.went.push(url);
};

Object.assign(wxOfTests, {
  onNetworkStatusChange: (listener: NetworkListener) => void listeners.add(listener),
  offNetworkStatusChange: (listener: NetworkListener) => void listeners.delete(listener),
  redirectTo: go,
  reLaunch: go,
  navigateBack: async () => void phone.went.push('back'),
  pageScrollTo: () => undefined,
  setNavigationBarTitle: () => undefined,
  showActionSheet: async ({ itemList }: { itemList: readonly string[] }) => {
    keeperPhone.offered = itemList;
    if (keeperPhone.choice === undefined) throw { errMsg: 'showActionSheet:fail cancel' };
    return { tapIndex: keeperPhone.choice };
  },
});
