import type { Network } from '../../runtime/ports';
import { api, listeners } from '../api';
import type { Kit } from '../kit';

const TYPES: Readonly<Record<Network, string>> = { good: 'wifi', slow: '2g', offline: 'none' };

export function networkApi({ context }: Kit): Record<string, unknown> {
  const status = listeners<object>((emit) =>
    context.on('network', (now) =>
      emit({ isConnected: now !== 'offline', networkType: TYPES[now] }),
    ),
  );
  const weak = listeners<object>((emit) =>
    context.on('network', (now) => emit({ weakNet: now === 'slow', networkType: TYPES[now] })),
  );
  return {
    getNetworkType: api('getNetworkType', () => ({
      networkType: TYPES[context.network()],
      weakNet: context.network() === 'slow',
      hasSystemProxy: false,
    })),
    onNetworkStatusChange: status.on,
    offNetworkStatusChange: status.off,
    onNetworkWeakChange: weak.on,
    offNetworkWeakChange: weak.off,
  };
}
