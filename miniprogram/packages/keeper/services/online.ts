/** Tells when the network is back. @returns a function that stops telling */
export function whenOnline(back: () => void): () => void {
  const changed = (state: { isConnected?: boolean; errMsg?: string }): void => {
    if (state.isConnected) back();
  };
  wx.onNetworkStatusChange(changed);
  return () => wx.offNetworkStatusChange(changed);
}
