/** Small drawings of flowers by name, as an address an image shows. Pure. */

interface Bloom {
  readonly petals: number;
  /** Half the width of a petal, of 24 across. */
  readonly wide: number;
  readonly colour: string;
  readonly heart: string;
}

const bloom = (petals: number, wide: number, colour: string, heart: string): Bloom => ({
  ...{ petals, wide, colour, heart },
});

/** A name that contains the word is drawn so; the first one counts. */
const BLOOMS: readonly (readonly [string, Bloom])[] = [
  ['洋牡丹', bloom(8, 2.6, '#d6587a', '#f0b04a')],
  ['长寿花', bloom(4, 4, '#e0683c', '#f6d48c')],
  ['瓜叶菊', bloom(13, 1.5, '#5a73bd', '#fdf3ea')],
  ['虞美人', bloom(4, 4.4, '#cc3a32', '#2a251d')],
  ['月季', bloom(6, 3.2, '#cf4a64', '#f3a0b0')],
  ['杜鹃', bloom(5, 3.4, '#d0568f', '#f6c3d6')],
  ['三角梅', bloom(3, 4.8, '#c23a86', '#fbeed2')],
  ['矮牵牛', bloom(5, 4.2, '#7a52a8', '#f6d48c')],
  ['茉莉', bloom(6, 2.8, '#d9cfb4', '#e0a93c')],
  ['海棠', bloom(5, 3.6, '#e0707e', '#f0b04a')],
  ['石竹', bloom(7, 2.4, '#c74b78', '#8a2347')],
  ['雏菊', bloom(14, 1.3, '#c9bb97', '#e0a22e')],
];

const MIDDLE = 12;
const ROUND_DEG = 360;

function drawn({ petals, wide, colour, heart }: Bloom): string {
  const petal = `<ellipse cx='${MIDDLE}' cy='6.2' rx='${wide}' ry='5' fill='${colour}' stroke='#fffdf8' stroke-width='.4'`;
  const all = Array.from({ length: petals }, (_, nth) => {
    const turn = Math.round((nth * ROUND_DEG * 10) / petals) / 10;
    return `${petal} transform='rotate(${turn} ${MIDDLE} ${MIDDLE})'/>`;
  });
  return `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>${all.join('')}<circle cx='${MIDDLE}' cy='${MIDDLE}' r='3' fill='${heart}'/></svg>`;
}

/** Empty for a flower nobody has drawn. */
export function bloomOf(name: string): string {
  const known = BLOOMS.find(([word]) => name.includes(word));
  return known ? `data:image/svg+xml,${encodeURIComponent(drawn(known[1]))}` : '';
}
