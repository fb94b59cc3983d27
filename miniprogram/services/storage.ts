/** Small JSON values kept on the phone. A full or broken storage is an empty one: it never stops a page. */
export function read<T>(key: string): T | undefined {
  try {
    const value: unknown = wx.getStorageSync(key);
    return value === '' || value === undefined || value === null ? undefined : (value as T);
  } catch {
    return undefined;
  }
}

/** @returns false when the phone had no room for it */
export function keep(key: string, value: unknown): boolean {
  try {
    wx.setStorageSync(key, value);
    return true;
  } catch {
    return false;
  }
}

export function drop(key: string): void {
  try {
    wx.removeStorageSync(key);
  } catch {
    // Nothing to take away.
  }
}

/** What somebody typed and did not send yet; it survives leaving the page. */
export const drafts = {
  read: (name: string): string => read<string>(`draft.${name}`) ?? '',
  keep: (name: string, text: string): void => {
    if (text) keep(`draft.${name}`, text);
    else drop(`draft.${name}`);
  },
} as const;
