/** Words to tap instead of to type. Pure. */

export interface Chip {
  readonly text: string;
  readonly on: boolean;
}

export const chipsOf = (texts: readonly string[]): readonly Chip[] =>
  texts.map((text) => ({ text, on: false }));

export const toggled = (chips: readonly Chip[], text: string): readonly Chip[] =>
  chips.map((chip) => (chip.text === text ? { ...chip, on: !chip.on } : chip));

/** One of them, or none when it was chosen before. */
export const chosen = (chips: readonly Chip[], text: string): readonly Chip[] =>
  chips.map((chip) => ({ ...chip, on: chip.text === text && !chip.on }));

/** `体温枪在、酒精在`, and what was typed after it. */
export function wordsOf(chips: readonly Chip[], typed = ''): string {
  const tapped = chips
    .filter(({ on }) => on)
    .map(({ text }) => text)
    .join('、');
  return [tapped, typed.trim()].filter(Boolean).join('。');
}

export const NOTE_CHIPS = [
  '体温枪在',
  '酒精在',
  '登记本在',
  '口罩不多了',
  '酒精快用完了',
  '一切平安',
] as const;
export const NIGHT_CHIPS = ['看病', '接送病人', '上夜班', '家里有急事', '消防、救护车'] as const;
export const REASON_CHIPS = ['身体不舒服', '要上班', '家里有事', '不在院里'] as const;
export const CAME_CHIPS = ['爷爷', '奶奶', '爸爸', '妈妈', '儿子', '女儿', '媳妇', '女婿'] as const;
